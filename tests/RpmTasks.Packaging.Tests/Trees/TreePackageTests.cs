using System.Formats.Tar;

using RpmTasks.Images.Composition;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Trees;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Packaging.Tests.Trees;

/// <summary>A whole image as a tree in a package, on the way that a build takes.</summary>
internal sealed class TreePackageTests
{
    private static readonly AppSettings Settings = new() { Created = 1_700_000_000, PackagesModified = 1_600_000_000, CreatedBy = "test", Entrypoint = ["/app/orders"] };

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void An_app_on_scratch_is_its_files_and_what_the_unit_mounts_over()
    {
        var plan = Step(Request()).Run(App(), CancellationToken.None);

        Assert.That(plan.Root, Does.Match("^/usr/libexec/orders/root-[0-9a-f]{12}$"));
        Assert.That(plan.Command, Is.EqualTo(new StartCommand("/app/orders", plan.Command.Arguments)));
        Assert.That((plan.App, plan.Base), Is.EqualTo(((TreeBind?)null, (LayerPackage?)null)));
        Assert.That(plan.Files.Select(file => file.Path.Replace(plan.Root, "ROOT", StringComparison.Ordinal)), Is.SupersetOf(new[]
        {
            "/usr/libexec/orders", "ROOT", "ROOT/app", "ROOT/app/de/lib.dll", "ROOT/app/orders", "ROOT/dev", "ROOT/etc/hosts", "ROOT/etc/resolv.conf", "ROOT/proc", "ROOT/run", "ROOT/sys", "ROOT/tmp",
            "ROOT/var/lib", "ROOT/var/tmp",
        }));
    }

    [Test]
    public void The_same_image_gives_the_same_bytes_and_another_another_root()
    {
        var (one, two) = (Write(Request(), App(), "one"), Write(Request(), App(), "two"));

        Assert.That(File.ReadAllBytes(two.Path), Is.EqualTo(File.ReadAllBytes(one.Path)));
        Assert.That(Step(Request()).Run(App("changed"), CancellationToken.None).Root, Is.Not.EqualTo(one.Tree.Root));
    }

    [Test]
    public void Rpm_installs_the_tree_and_verifies_it()
    {
        RealTool.Require("rpm");
        RealTool.RequireRoot();
        var (path, tree) = Write(Request(), App(), "installed");
        var root = new InstalledRoot(_folder);

        var install = root.Install(path);

        Assert.That(install.ExitCode, Is.Zero, install.All);
        Assert.That(File.ReadAllText(root.At(tree.Root + "/app/de/lib.dll")), Is.EqualTo("MZ"));
        Assert.That(root.List(tree.Root + "/app").Where(line => line.Contains("|f|", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"{tree.Root}/app/de/lib.dll|f|644|root:root|2|1600000000|", $"{tree.Root}/app/orders|f|755|root:root|256|1700000000|",
        }));
        var verify = root.Verify("orders");
        Assert.That((verify.ExitCode, verify.All.Trim()), Is.EqualTo((0, "")));
    }

    [Test]
    public void A_shared_base_is_the_same_package_under_every_app()
    {
        var request = Shared();
        var (one, two) = (Step(request).Run(App(), CancellationToken.None), Step(request).Run(App("changed", created: 1_710_000_000), CancellationToken.None));

        Assert.That(one.Root, Does.Match("^/usr/libexec/container-roots/[0-9a-f]{16}$").And.EqualTo(two.Root));
        Assert.That(one.App!.Target, Is.EqualTo("/app"));
        Assert.That(one.App.Source, Does.Match("^/usr/libexec/orders/root-[0-9a-f]{12}$").And.Not.EqualTo(two.App!.Source));
        Assert.That(Bytes(two.Base!.Spec), Is.EqualTo(Bytes(one.Base!.Spec)));
        Assert.That(one.Base.Spec.Name, Is.EqualTo("container-root-" + Path.GetFileName(one.Root)));
        Assert.That(one.Base.Spec.Files.Select(file => file.Path), Does.Contain(one.Root + "/app").And.Not.Contain(one.Root + "/app/orders"));
        Assert.That(one.Files.Select(file => file.Path), Is.EqualTo(new[]
        {
            "/usr/libexec/orders", one.App.Source, one.App.Source + "/de", one.App.Source + "/de/lib.dll", one.App.Source + "/orders",
        }));
    }

    [Test]
    public void The_apps_package_requires_its_base()
    {
        var request = Shared();
        var image = App();
        var plan = PackagePlanner.Plan(request with { Service = null }, ImageDirectoryWriter.PlanNone(image, "localhost/orders:1"), Step(request).Run(image, CancellationToken.None));

        var capability = $"container-root({plan.Layers.Single().Digest})";
        Assert.That(plan.Spec.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Requires).Select(dependency => dependency.Name), Does.Contain(capability));
        Assert.That(plan.Layers.Single().Spec.Dependencies.Single().Name, Is.EqualTo(capability));
    }

    [Test]
    public void An_image_without_a_base_has_none_to_share()
    {
        var image = App() with { AppFolder = null };

        Assert.That(Codes(() => Step(Shared()).Run(image, CancellationToken.None)), Is.EqualTo(["RPMT5077"]));
        Assert.That(Codes(() => Step(Shared()).Run(image with { AppFolder = "" }, CancellationToken.None)), Is.EqualTo(["RPMT5077"]));
    }

    [Test]
    public void All_that_is_wrong_with_an_image_is_said_at_once()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "var/lib/orders.db") { Uid = 33 });
        var blob = Blob.FromBytes(tar.ToArray());
        var image = App() with { Layers = [new ImageLayer(blob.Digest, LayerCompression.None, blob)] };

        var problems = Assert.Throws<PackException>(() => Step(Request()).Run(image, CancellationToken.None))!.Problems;

        Assert.That(problems.Select(problem => problem.Rule.Code), Is.EqualTo(["RPMT5071", "RPMT5076"]));
        Assert.That(problems[1].Message, Does.Contain(": /var/lib/orders.db."));
    }

    [Test]
    public void Debians_nginx_is_a_package_that_rpm_installs_and_verifies()
    {
        RealTool.Require("debootstrap", "rpm");
        RealTool.RequireRoot();
        var nginx = ImageSource.Open(new ImageReference(ImageTransport.DockerArchive, NginxBase.Archive), null, CancellationToken.None);
        var request = Request();
        var tree = Step(request).Run(nginx, CancellationToken.None);
        var path = WriteTo("nginx", PackagePlanner.Plan(request with { Service = null }, ImageDirectoryWriter.PlanNone(nginx, "localhost/nginx:1"), tree));
        var root = new InstalledRoot(_folder);

        var install = root.Install(path);

        Assert.That(install.ExitCode, Is.Zero, install.All);
        var verify = root.Verify("orders");
        Assert.That((verify.ExitCode, verify.All.Trim()), Is.EqualTo((0, "")));
        Assert.That(tree.Command.Program, Is.EqualTo("/usr/sbin/nginx"));
        Assert.That(tree.Notes, Has.Some.StartsWith("Set-user-ID").And.Some.Contains("/etc/shadow"));
        Assert.That(File.ReadAllText(root.At(tree.Root + "/var/www/html/index.html")), Is.EqualTo(NginxBase.Page));
    }

    private static PackRequest Request() => RequestReader.Read(Requests.Input) with { Time = 1_720_000_000 };

    private static PackRequest Shared()
    {
        var request = Request();
        return request with { Image = request.Image with { Layers = ImageLayers.Shared } };
    }

    private TreeStep Step(PackRequest request) => new(request, TreeNeeds.Usual, _folder.File("spool"));

    private ContainerImage App(string text = "MZ", long created = 1_700_000_000)
    {
        var scratch = ScratchImage.For(new ImagePlatform("linux", "amd64"));
        AppFile[] files = [new(WriteFile("orders", SmallTree.Elf()), "orders", FromPackage: false, Executable: true), new(WriteFile(text, System.Text.Encoding.UTF8.GetBytes(text)), "de/lib.dll", FromPackage: true, Executable: false)];
        return AppImage.Compose(scratch, files, Settings with { Created = created }, _folder.File("composed"), CancellationToken.None);
    }

    private string WriteFile(string name, byte[] bytes)
    {
        Directory.CreateDirectory(_folder.File("published"));
        var path = _folder.File("published", name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private (string Path, TreePlan Tree) Write(PackRequest request, ContainerImage image, string name)
    {
        var tree = Step(request).Run(image, CancellationToken.None);
        return (WriteTo(name, PackagePlanner.Plan(request with { Service = null }, ImageDirectoryWriter.PlanNone(image, "localhost/orders:1"), tree)), tree);
    }

    private string WriteTo(string name, PackagePlan plan)
    {
        var path = _folder.File(name + ".rpm");
        using var file = File.Create(path);
        RpmWriter.Write(plan.Spec, file, 2, CancellationToken.None);
        return path;
    }

    private static byte[] Bytes(RpmSpec spec)
    {
        using var bytes = new MemoryStream();
        RpmWriter.Write(spec, bytes, 2, CancellationToken.None);
        return bytes.ToArray();
    }

    private static IEnumerable<string> Codes(Action action) => Assert.Catch<PackException>(action)!.Problems.Select(problem => problem.Rule.Code);
}
