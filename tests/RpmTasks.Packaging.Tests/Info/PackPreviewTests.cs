using System.Collections.Immutable;
using System.Text.Json.Nodes;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Info;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Layers;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Info;

/// <summary>What RpmInfo says is what a pack makes, and saying it leaves nothing behind.</summary>
internal sealed class PackPreviewTests
{
    private LayeredProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new LayeredProject();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("shared")]
    [TestCase("bundled")]
    public void It_foretells_the_package(string layers)
    {
        var project = _project.Project("orders", "one", "two");
        var input = project with { Image = project.Image with { Layers = layers } };

        var info = Preview(input);
        var packed = PackageReading.Inspect(_project.Pack(input)[0].Path, CancellationToken.None);

        Assert.That(info.Unknown, Is.Empty);
        Assert.That(Path.GetFileName(info.Output), Is.EqualTo(packed.File));
        Assert.That(JsonOf(info.Package), Is.EqualTo(JsonOf(packed with { FileSize = null, Payload = packed.Payload with { Sha256 = null } })));
        Assert.That(info.Layers.Select(layer => layer.Package), Is.EqualTo(new[] { layers == "shared" ? $"container-layer-{LayeredProject.Hex("one")[..16]}" : null, null }));
        Assert.That(info.Units.Select(unit => unit.Path), Has.Member("/usr/lib/systemd/system/orders.service"));
    }

    [Test]
    public void It_leaves_nothing_behind()
    {
        var input = _project.Project("orders", "one", "two");
        var before = LayeredProject.Contents(_project.File());

        Preview(input);

        Assert.That(LayeredProject.Contents(_project.File()), Is.EqualTo(before));
    }

    [Test]
    public void An_app_shows_its_layers_as_they_were_published()
    {
        var publish = _project.File("publish");
        var app = Requests.App with { Places = _project.Project("orders", "one").Places with { PublishFolder = publish } };
        var unpublished = Preview(app);
        Assert.That(unpublished.Unknown.Single(), Does.StartWith($"The app's layers: nothing lies in {publish} yet."));
        Assert.That(unpublished.Layers, Is.Empty);

        Directory.CreateDirectory(publish);
        File.WriteAllText(Path.Combine(publish, "Orders"), "program");
        var info = Preview(app);

        Assert.That(info.Unknown, Is.Empty);
        Assert.That(info.Layers.Single().CreatedBy, Is.EqualTo("RpmTasks"));
        Assert.That(info.Package.Images.Single().Id, Is.EqualTo(_project.Pack(app)[0].ImageId));
    }

    [TestCase("mcr.microsoft.com/dotnet/aspnet:10.0", "the .NET SDK pulls them")]
    [TestCase("docker-daemon:base:1", "the engine has them")]
    public void A_base_that_is_not_on_disk_is_said_to_be_unknown_and_no_name_of_the_image_is_made_up(string image, string reason)
    {
        var input = Requests.App with { Image = Requests.App.Image with { BaseImage = image }, Places = _project.Project("orders", "one").Places with { PublishFolder = _project.File("none") } };
        var info = Preview(input);

        Assert.That(info.Unknown, Has.Length.EqualTo(2));
        Assert.That(info.Unknown[0], Does.Contain(reason));
        Assert.That(info.Units.Single(unit => unit.Path.EndsWith("/orders.service", StringComparison.Ordinal)).Text, Does.Contain(" sha256:IMAGE-ID\n").And.Contain("--publish=8080:8080"));
        Assert.That(info.Package.Images.Single().Id, Is.Null);
        Assert.That(string.Join('\n', InfoText.Render(info)), Does.Not.Match("[0-9a-f]{64}"));
    }

    [TestCase("nginx:1.27", "the engine has or pulls them")]
    [TestCase("docker-daemon:nginx", "the engine has them")]
    public void An_image_of_the_engine_is_not_asked_for(string image, string reason) =>
        Assert.That(Preview(Requests.Input with { Image = Requests.Input.Image with { Image = image } }).Unknown.Single(), Does.Contain(reason));

    [Test]
    public void A_Dockerfile_is_not_built()
    {
        File.WriteAllText(_project.File("Dockerfile"), "FROM scratch\n");
        var input = Requests.Input with { Image = Requests.Input.Image with { Image = "", Dockerfile = _project.File("Dockerfile") } };
        Assert.That(Preview(input).Unknown, Is.EqualTo(new[] { "The image: the engine builds it when it is packed." }));
    }

    [Test]
    public void Everything_that_is_wrong_is_said_as_by_a_pack()
    {
        var project = _project.Project("orders", "one");
        PackInput[] inputs =
        [
            project with { Metadata = project.Metadata with { Name = "Or ders", Epoch = "x" }, Report = "maybe" },
            project with { Image = project.Image with { Image = "docker-archive:none.tar" } },
            project with { Metadata = project.Metadata with { Architecture = "s390x" } },
        ];
        foreach (var input in inputs)
            Assert.That(Codes(() => Preview(input)), Is.EqualTo(Codes(() => _project.Pack(input))).And.Not.Empty);
    }

    [Test]
    public void An_update_ships_what_the_host_has_not()
    {
        _project.Pack("orders", "base", "one");
        var project = _project.Project("orders", "base", "two");
        var next = project with { Metadata = project.Metadata with { Version = "1.2.4" } };
        var own = LayeredProject.Layer("two").Length;
        var all = own + LayeredProject.Layer("base").Length;

        var shared = Preview(next).Update!;
        var bundled = Preview(next with { Image = next.Image with { Layers = "bundled" } }).Update!;

        Assert.That((shared.Previous, shared.ShippedLayerBytes, shared.NewLayerBytes), Is.EqualTo(("orders-1.2.3-1.x86_64", own, own)));
        Assert.That((bundled.ShippedLayerBytes, bundled.NewLayerBytes), Is.EqualTo((all, own)));
        Assert.That(shared.Difference.NewLayers.Single().Digest, Is.EqualTo("sha256:" + LayeredProject.Hex("two")));
        Assert.That(Preview(project).Update, Is.Null, "the same version is no update");
        Assert.That(Preview(project).Exists, Is.True);
    }

    [Test]
    public void Every_property_says_where_its_value_comes_from()
    {
        ImmutableArray<GivenProperty> given =
        [
            Given("RpmRuntimeIdentifiers"), Given("RpmPackageName"), Given("RpmVersion"), Given("RpmRelease", "4", GivenProperty.CommandLine), Given("RpmArchitecture"), Given("RpmServiceEngine"),
            Given("RpmBaseImage"), Given("RpmPort"), Given("RpmEnvironment", "TOKEN=hush", GivenProperty.Project), Given("ContainerBaseImage"), Given("RuntimeIdentifiers", "linux-x64;linux-arm64"),
        ];
        var app = Requests.App with
        {
            App = Requests.App.App with { AssemblyName = "Orders" },
            Image = Requests.App.Image with { BaseImage = "example.org/base:1" },
            Metadata = Requests.App.Metadata with { Release = "4" },
            Places = _project.Project("orders", "one").Places with { PublishFolder = _project.File("none") },
        };
        var info = PackPreview.Make(app.With(service => service with { Environment = [new InputItem("TOKEN=hush", "")] }), given, Environment(), CancellationToken.None);

        Assert.That(info.Properties.Select(property => $"{property.Name}={property.Value} {property.Origin} {property.From}".TrimEnd()), Is.EqualTo(new[]
        {
            "RpmRuntimeIdentifiers=linux-x64; linux-arm64 project RuntimeIdentifiers",
            "RpmPackageName=orders project AssemblyName",
            "RpmVersion=1.2.3 project Version",
            "RpmRelease=4 command line",
            "RpmArchitecture=x86_64 image platform",
            "RpmServiceEngine=podman default",
            "RpmBaseImage=example.org/base:1 sdk ContainerBaseImage",
            "RpmPort=8080:8080 image ExposedPorts",
            "RpmEnvironment=TOKEN project",
        }));
        Assert.That(string.Join('\n', InfoFormat.Parse("json").Render(info)) + string.Join('\n', InfoFormat.Parse("").Render(info)), Does.Not.Contain("hush"));
    }

    [Test]
    public void The_names_of_the_JSON_are_these()
    {
        _project.Pack("orders", "base", "one");
        var project = _project.Project("orders", "base", "two");
        var info = PackPreview.Make(project with { Metadata = project.Metadata with { Version = "2" } }, [Given("RpmVersion")], Environment(), CancellationToken.None);
        var json = JsonNode.Parse(string.Join('\n', InfoFormat.Parse("json").Render(info)))!;

        Assert.That(NamesOf(json), Is.EqualTo("schema project output exists unknown source package layers units update properties"));
        Assert.That(NamesOf(json["source"]), Is.EqualTo("property value"));
        Assert.That(NamesOf(json["package"]), Is.EqualTo("file identity description build payload signatures dependencies files scripts changelog images trees"), "as RpmInspect");
        Assert.That(NamesOf(json["layers"]![0]), Is.EqualTo("digest size cached package"));
        Assert.That(NamesOf(json["units"]![0]), Is.EqualTo("path text"));
        Assert.That(NamesOf(json["update"]), Is.EqualTo("previous file shippedLayerBytes newLayerBytes difference"));
        Assert.That(NamesOf(json["update"]!["difference"]), Is.EqualTo(
            "newLayers keptLayers goneLayers newFiles changedFiles goneFiles newDependencies goneDependencies changedScripts changedValues isEmpty"));
        Assert.That(NamesOf(json["properties"]![0]), Is.EqualTo("name value origin from"));
    }

    [Test]
    public void Text_of_ours_ends_at_80_columns()
    {
        _project.Pack("orders", "base", "one");
        var project = _project.Project("orders", "base", "two");
        var info = PackPreview.Make(project with { Metadata = project.Metadata with { Version = "2" } }, [Given("RpmVersion"), Given("RpmRequires")], Environment(), CancellationToken.None);
        var lines = InfoText.Render(info).ToList();

        Assert.That(lines, Has.Member("Layers (2)").And.Member("Update").And.Member("Unit /usr/lib/systemd/system/orders.service").And.Member("Properties with their defaults (2)"));
        Assert.That(lines, Has.Some.EqualTo("  RpmVersion                    2 [project: Version]"));
        Assert.That(lines.Where(line => line.Length > 78 && line.Contains(' ', StringComparison.Ordinal) && line.TrimStart().Split(' ').All(word => word.Length < 40) && !IsVerbatim(line, info)), Is.Empty);
    }

    [Test]
    public void An_unknown_format_is_RPMT1001() =>
        Assert.That(() => InfoFormat.Parse("yaml"), Throws.TypeOf<PackException>().With.Message.Contains("RpmInfoFormat='yaml'"));

    private static bool IsVerbatim(string line, PackInfo info) =>
        info.Units.Any(unit => unit.Text.Contains(line.Trim(), StringComparison.Ordinal)) || info.Package.Scripts.Any(script => script.Body!.Replace("\t", "    ", StringComparison.Ordinal).Contains(line.Trim(), StringComparison.Ordinal));

    private static GivenProperty Given(string name, string value = "", string origin = "") => new(name, value, origin);

    private static PackInfo Preview(PackInput input) => PackPreview.Make(input, [], Environment(), CancellationToken.None);

    private static BuildEnvironment Environment() => new()
    {
        Parallelism = 1,
        Variable = _ => null,
        Now = DateTimeOffset.UnixEpoch,
        Log = new PackLog(_ => { }, _ => { }),
    };

    private static List<string> Codes(Action work) => [.. Assert.Throws<PackException>(() => work())!.Problems.Select(problem => problem.Rule.Code)];

    private static string JsonOf(PackageFacts facts) => JsonReport.Render([facts]);

    private static string NamesOf(JsonNode? node) => string.Join(' ', node!.AsObject().Select(member => member.Key));
}
