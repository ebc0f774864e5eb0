using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Browsers;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>RpmInfo and RpmReport on the samples: an AOT app on scratch, an app on a base, an existing image; and on shared layers.</summary>
public sealed class InfoTests
{
    private static readonly (string Variant, (string Property, string Value) Report) WithPage = ("report", ("RpmReport", "true"));

    private static IEnumerable<TestCaseData> Samples =>
    [
        new TestCaseData(Sample.HelloAot, "/app/HelloAot"),
        new TestCaseData(Sample.HelloWeb, "/app/HelloWeb.dll"),
        new TestCaseData(Sample.Appliance, "nginx"),
    ];

    [TestCaseSource(nameof(Samples))]
    public void It_foretells_what_rpm_reads_in_the_package_and_the_page_finds_its_files(Sample sample, string file)
    {
        RealTool.Require("rpm");
        HeadlessChromium.Require();
        sample = sample.As(WithPage.Variant, WithPage.Report);
        var (version, engine) = (sample.Versions.First, "podman");
        var rpm = SamplePackages.Get(sample, version, engine);

        var info = JsonNode.Parse(SamplePackages.Info(sample, version, engine))!;

        Assert.That(info["output"]!.GetValue<string>(), Is.EqualTo(rpm));
        Assert.That(info["exists"]!.GetValue<bool>(), Is.True);
        Assert.That(info["unknown"]!.AsArray(), Is.Empty);
        var package = info["package"]!;
        Assert.That(Lines("-qpl", rpm), Is.EquivalentTo(Texts(package["files"]!, "path")));
        Assert.That(Lines("-qp", "--requires", rpm).Distinct(), Is.EquivalentTo(package["dependencies"]!["requires"]!.AsArray().Select(text => text!.GetValue<string>()).Distinct()));
        Assert.That(Lines("-qp", "--qf", "[%{FILEDIGESTS}\n]", rpm).Order(StringComparer.Ordinal), Is.EqualTo(package["files"]!.AsArray().Select(one => one!["digest"]?.GetValue<string>()).OfType<string>().Order(StringComparer.Ordinal)));

        var page = Path.ChangeExtension(rpm, ".html");
        Assert.That(File.ReadAllText(page), Does.Contain(package["images"]![0]!["id"]!.GetValue<string>()));
        Assert.That(HeadlessChromium.Dom(page, "#q=" + Uri.EscapeDataString(file)), Does.Match($"<td class=\"path\">[^<]*{Regex.Escape(file)}"));
    }

    [Test]
    public void It_builds_and_writes_nothing_and_says_who_set_what()
    {
        using var project = UserProject.Web(properties: "<Description>Says hello.</Description><RpmPort>80:8080</RpmPort>");
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        project.Run(Info());
        var before = Files(project);

        var result = project.Run(Info($"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}", "-p:RpmInfoFormat=json"));

        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Files(project), Is.EqualTo(before));
        var info = JsonNode.Parse(result.Output)!;
        Assert.That(info["unknown"]!.AsArray().Single()!.GetValue<string>(), Does.StartWith("The app's layers: nothing lies in "));
        var origins = info["properties"]!.AsArray().ToDictionary(property => property!["name"]!.GetValue<string>(), property => $"{property!["value"]} {property["origin"]} {property["from"]}".TrimEnd());
        Assert.That(origins["RpmBaseImage"], Is.EqualTo($"docker-archive:{DotNetBase.Archive} command line"));
        Assert.That(origins["RpmPort"], Is.EqualTo("80:8080 project"));
        Assert.That(origins[DotNet.LayerCacheProperty], Does.EndWith(" environment"));
        Assert.That(origins["RpmSummary"], Is.EqualTo("Says hello project Description"));
        Assert.That(origins["RpmPackageName"], Is.EqualTo("hello project AssemblyName"));
        Assert.That(origins["RpmServiceUser"], Is.EqualTo("1654 image User"));
        Assert.That(origins["RpmServiceEngine"], Is.EqualTo("podman default"));
    }

    /// <summary>The default base, which nothing here could pull.</summary>
    [Test]
    public void A_registry_is_not_asked_and_what_is_wrong_is_an_error_as_in_a_pack()
    {
        using var project = UserProject.Web();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);

        var info = project.Run(Info());
        var wrong = project.Run(Info("-p:RpmReport=perhaps", "-p:RpmEpoch=one"));

        Assert.That(info.ExitCode, Is.Zero, info.All);
        Assert.That(info.Output, Does.Match(@"  Not known    The layers of mcr\.microsoft\.com/dotnet/aspnet:10\.0: the \.NET\s+SDK pulls"));
        Assert.That(info.Output, Does.Match(@"  RpmBaseImage                  mcr\.microsoft\.com/dotnet/aspnet:10\.0\s+\[\.NET\s+SDK: ContainerBaseImage\]"));
        Assert.That(wrong.ExitCode, Is.Not.Zero);
        Assert.That(wrong.All, Does.Contain("error RPMT1015: RpmReport='perhaps'").And.Contain("RpmEpoch='one'"));
    }

    [Test]
    public void With_shared_layers_it_tells_what_an_update_ships_and_the_page_is_kept_and_cleaned_like_the_package()
    {
        using var project = UserProject.Web();
        string[] properties = [$"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}", "-p:RpmImageLayers=shared", "-p:RpmReport=true"];
        var packed = project.Pack([.. properties, "-getItem:RpmReportFile"]);
        Assert.That(packed.ExitCode, Is.Zero, packed.All);
        Assert.That(packed.Output, Does.Contain("hello-1.0.0-1.x86_64.html"));
        var page = project.Path("bin", "Release", "hello-1.0.0-1.x86_64.html");
        Assert.That(File.ReadAllText(page), Does.Match("shared, in container-layer-[0-9a-f]{16};"));

        var written = File.GetLastWriteTimeUtc(page);
        Assert.That(project.Pack(properties).ExitCode, Is.Zero);
        Assert.That(File.GetLastWriteTimeUtc(page), Is.EqualTo(written), "nothing changed");
        File.Delete(page);
        Assert.That(project.Pack(properties).ExitCode, Is.Zero);
        Assert.That(page, Does.Exist, "it is missed");

        var info = project.Run(Info([.. properties, "-p:Version=1.0.1"]));
        Assert.That(info.Output, Does.Match(@"\n  Update\n    From         hello-1\.0\.0-1\.x86_64, hello-1\.0\.0-1\.x86_64\.rpm\n"), info.All);
        Assert.That(info.Output, Does.Match("shared, in container-layer-[0-9a-f]{16}, compressed already: [0-9.]+ MB to ship"));

        Assert.That(project.Run("clean", "-c", "Release").ExitCode, Is.Zero);
        Assert.That(page, Does.Not.Exist);
    }

    private static string[] Info(params IEnumerable<string> arguments) => ["msbuild", "-nologo", "-tl:off", "-t:RpmInfo", "-p:Configuration=Release", .. arguments];

    private static string[] Lines(params string[] query) => RealTool.Run("rpm", query).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Texts(JsonNode list, string name) => list.AsArray().Select(one => one![name]!.GetValue<string>());

    private static IReadOnlyList<string> Files(UserProject project) =>
        [.. Directory.GetFiles(project.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}")];
}
