using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Packaging.Tests.Signing;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>Layers in a dnf repository: all packages of a pack come at once, and what is there already stays.</summary>
public sealed class LayerRepositoryTests
{
    private static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private LayeredProject _project = null!;

    private string Folder => _project.File("repo");

    private string Base => Path.Combine(Folder, LayeredProject.PackageOf("base"));

    [SetUp]
    public void Create() => _project = new LayeredProject();

    [TearDown]
    public void Remove() => _project.Dispose();

    [Test]
    public void The_app_and_its_layers_come_in_one_go()
    {
        _project.Pack(Project("orders", "base", "runtime", "app"));
        var line = _project.Progress[0];
        _project.Progress.Clear();
        _project.Pack(Project("billing", "base", "other"));

        Assert.That(line, Is.EqualTo($"orders-1.2.3-1.x86_64.rpm and its 2 layers -> {Folder} (3 packages)"));
        Assert.That(_project.Progress, Is.EqualTo(new[] { $"billing-1.2.3-1.x86_64.rpm and its layer -> {Folder} (4 packages)" }));
        Assert.That(Packages(), Is.EquivalentTo(new[] { "orders-1.2.3-1.x86_64.rpm", "billing-1.2.3-1.x86_64.rpm", LayeredProject.PackageOf("base"), LayeredProject.PackageOf("runtime") }));
    }

    [Test]
    public void Dnf_finds_what_the_app_requires()
    {
        RealTool.Require("dnf");
        _project.Pack(Project("orders", "base", "runtime", "app"));

        var found = RealTool.Run("dnf", "--disablerepo=*", $"--repofrompath=example,file://{Folder}", $"--setopt=cachedir={_project.File("cache")}", "--quiet",
            "repoquery", "--qf", "%{name}.%{arch}\n", "--whatprovides", $"container-layer(sha256:{LayeredProject.Hex("runtime")})");

        Assert.That(found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { $"container-layer-{LayeredProject.Hex("runtime")[..16]}.noarch" }), found.All);
    }

    [Test]
    public void A_layer_that_is_there_is_left_alone()
    {
        _project.Pack(Project("orders", "base", "app"));
        // As createrepo_c or a copy to a server would leave it.
        File.SetLastWriteTimeUtc(Base, File.GetLastWriteTimeUtc(Base).AddDays(1));
        var time = File.GetLastWriteTimeUtc(Base);

        _project.Pack(Project("billing", "base", "app"));

        Assert.That(File.GetLastWriteTimeUtc(Base), Is.EqualTo(time));
    }

    [Test]
    public void So_is_one_that_was_signed_at_another_time()
    {
        var key = _project.File("key.asc");
        File.WriteAllBytes(key, TestKeys.Key("old"));
        var signed = Project("orders", "base", "app") with { Signing = new SigningInput { KeyFile = key } };
        _project.Pack(signed);
        var before = File.ReadAllBytes(Base);
        File.Delete(_project.At(LayeredProject.PackageOf("base")));

        var later = _project.Pack(signed with { Places = signed.Places with { SourceDateEpoch = "1767225600" } });

        Assert.That(File.ReadAllBytes(later[1].Path), Is.Not.EqualTo(before));
        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(before));
    }

    [Test]
    public void An_unsigned_or_damaged_one_is_replaced()
    {
        var key = _project.File("key.asc");
        File.WriteAllBytes(key, TestKeys.Key("good"));
        _project.Pack(Project("orders", "base", "app"));

        var signed = _project.Pack(Project("orders", "base", "app") with { Signing = new SigningInput { KeyFile = key } });
        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(File.ReadAllBytes(signed[1].Path)));

        File.WriteAllBytes(Base, File.ReadAllBytes(Base)[..^100]);
        _project.Pack(Project("orders", "base", "app") with { Signing = new SigningInput { KeyFile = key } });
        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(File.ReadAllBytes(signed[1].Path)));
    }

    [Test]
    public void One_with_another_header_than_the_one_that_was_packed_is_unpacked()
    {
        var packed = _project.Pack(Project("orders", "base", "app"))[1];
        File.WriteAllBytes(Base, LyingPackage.Of(File.ReadAllBytes(Base)));

        _project.Pack(Project("billing", "base", "app"));

        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(File.ReadAllBytes(packed.Path)));
    }

    [Test]
    public void Another_layer_under_its_name_is_an_error_and_changes_nothing()
    {
        _project.Pack(Project("orders", "base", "app"));
        var spec = LayerPackage.Of(Blob.FromBytes(LayeredProject.Layer("other"))).Spec with { Name = LayerPackage.Of(Blob.FromBytes(LayeredProject.Layer("base"))).Spec.Name };
        using (var file = File.Create(Base))
            RpmWriter.Write(spec, file, 1, CancellationToken.None);
        var before = LayeredProject.Contents(Folder);

        var problem = _project.Refuse(Project("billing", "runtime", "base", "app"));

        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT4070"));
        Assert.That(problem.Message, Does.StartWith($"{Base} has another layer under the name of sha256:{LayeredProject.Hex("base")}:"));
        Assert.That(LayeredProject.Contents(Folder), Is.EqualTo(before));
    }

    [Test]
    public void When_the_app_cannot_be_put_there_no_layer_is()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "orders-1.2.3-1.x86_64.rpm"));

        var problem = _project.Refuse(Project("orders", "base", "app"));

        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT4060"));
        Assert.That(Packages(), Is.EqualTo(new[] { "orders-1.2.3-1.x86_64.rpm" }), "the folder of that name");
    }

    private PackInput Project(string name, params string[] layers)
    {
        var input = _project.Project(name, layers);
        return input with { Places = input.Places with { Repository = Folder } };
    }

    private IEnumerable<string> Packages() =>
        Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Where(name => name.Contains(".rpm", StringComparison.Ordinal) && name != ".rpmtasks.lock");
}
