using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using RpmTasks.Testing;

namespace RpmTasks.Package.Tests;

/// <summary>Several architectures in one publish: a package each, of the right processor all the way down.</summary>
public sealed class RuntimesTests
{
    private const string Both = "<RuntimeIdentifiers>linux-x64;linux-arm64;win-x64</RuntimeIdentifiers>";

    // The SDK splits no escaped ';' there.
    private const string TwoOnCommandLine = "-p:RuntimeIdentifiers=\"linux-x64;linux-arm64\"";

    private static readonly string[] BothPackages = ["tool-1.0.0-1.aarch64.rpm", "tool-1.0.0-1.x86_64.rpm"];

    [Test]
    public void One_publish_gives_one_package_for_each()
    {
        RealTool.Require("rpm", "rpm2cpio", "cpio", "sh");
        using var project = UserProject.Console(properties: Both);
        var result = Pack(project);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Names(project), Is.EqualTo(BothPackages));
        Assert.That(project.Path("bin/Release/net10.0/publish"), Does.Not.Exist, "the project itself is not published");
        Assert.That(result.Output.Split('\n').Count(line => line.Contains("tool.dll", StringComparison.Ordinal)), Is.EqualTo(2), "each is built once");
        AssertArchitecture(project, "x86_64", "amd64", 0x3E);
        AssertArchitecture(project, "aarch64", "arm64", 0xB7);
        // Without a file named, what the last publish wrote.
        Assert.That(project.Run("msbuild", "-t:RpmVerify", "-tl:off").Output, Does.Contain(BothPackages[0]).And.Contain(BothPackages[1]));

        var again = Pack(project);
        Assert.That(again.ExitCode, Is.Zero, again.All);
        Assert.That(again.Output, Does.Not.Contain(".rpm"), "nothing changed");

        File.Delete(project.Path("bin/Release", BothPackages[0]));
        var one = Pack(project);
        Assert.That(one.Output, Does.Contain(BothPackages[0]).And.Not.Contain(BothPackages[1]), "only the one that is gone");

        var noBuild = Pack(project, "--no-build", "-p:Version=2.0.0");
        Assert.That(noBuild.ExitCode, Is.Zero, noBuild.All);
        Assert.That(Names(project), Has.Length.EqualTo(4));

        Assert.That(project.Run("clean", "-c", "Release").ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty);
        Assert.That(Directory.GetDirectories(project.Path("obj"), "rpm", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void The_identifiers_can_be_given_on_the_command_line_with_an_output_folder_and_a_repository()
    {
        RealTool.Require("dnf");
        using var project = UserProject.Console();
        var result = Pack(project, TwoOnCommandLine, "-o", "published", "-p:RpmOutputPath=packages", "-p:RpmRepositoryPath=repository", "-graph");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Directory.GetFiles(project.Path("packages")).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(BothPackages));
        Assert.That(Directory.GetFileSystemEntries(project.Path("published")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "linux-x64", "linux-arm64" }));
        Assert.That(Machine(project.Path("published/linux-arm64/tool")), Is.EqualTo(0xB7));
        var found = RealTool.Run(
            "dnf", "--disablerepo=*", $"--repofrompath=x,file://{project.Path("repository")}", $"--setopt=cachedir={project.Path("cache")}", "--forcearch=aarch64", "--quiet", "repoquery", "--qf", "%{arch}\n");
        Assert.That(found.Output, Does.Contain("aarch64"), found.All);
        Assert.That(Directory.GetFiles(project.Path("repository"), "*.rpm").Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(BothPackages));
        Assert.That(
            Pack(project, TwoOnCommandLine, "-o", "published", "-p:RpmOutputPath=packages", "-p:RpmRepositoryPath=repository").Output,
            Does.Not.Contain(".rpm"),
            "nothing changed");
    }

    [Test]
    public void A_library_is_built_once_for_all_even_with_an_output_folder()
    {
        using var project = UserProject.Console(properties: Both, reference: """<ProjectReference Include="library/library.csproj" /><Compile Remove="library/**" />""");
        project.Write("library/library.csproj", UserProject.ProjectFile("Microsoft.NET.Sdk", ""));
        project.Write("library/Class.cs", "namespace Library; public static class Class;\n");
        var result = Pack(project, "-o", "published");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(result.Output.Split("library.dll").Length - 1, Is.EqualTo(1), result.Output);
        Assert.That(Names(project), Is.EqualTo(BothPackages));
    }

    [Test]
    public void An_existing_image_is_chosen_for_each_and_the_target_returns_all()
    {
        using var project = UserProject.Appliance("tool");
        string[] arguments =
        [
            "-c", "Release", "-restore", "-t:RpmPack", "-getTargetResult:RpmPack", TwoOnCommandLine,
            $"-p:RpmImage={SmallLayout.Write(project.Path("base"), "image", "amd64", "arm64")}",
        ];
        var result = project.Run(["build", .. arguments]);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Names(project), Is.EqualTo(BothPackages));
        var returned = JsonNode.Parse(result.Output)!["TargetResults"]!["RpmPack"]!["Items"]!.AsArray();
        Assert.That(returned.Select(item => $"{item!["Name"]} {item["Architecture"]} {item["Kind"]}").Order(StringComparer.Ordinal), Is.EqualTo(new[] { "tool aarch64 app", "tool x86_64 app" }));
    }

    [TestCase("project RuntimeIdentifiers", "linux-x64; linux-arm64")]
    [TestCase("command line", "linux-arm64", "-p:RpmRuntimeIdentifiers=linux-arm64")]
    [TestCase("command line", "linux-x64; linux-arm64", "-p:RpmRuntimeIdentifiers=linux-x64%3Blinux-arm64")]
    public void RpmInfo_says_which_and_by_whom(string origin, string runtimes, params string[] arguments)
    {
        using var project = UserProject.Console(properties: Both);
        SmallLayout.Write(project.Path("base"), "base", "amd64", "arm64");
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        var result = project.Run(["msbuild", "-nologo", "-tl:off", "-t:RpmInfo", "-p:Configuration=Release", "-p:RpmBaseImage=oci:base", "-p:RpmInfoFormat=json", .. arguments]);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        var infos = Documents(result.Output);
        Assert.That(infos, Has.Count.EqualTo(runtimes.Split(';').Length));
        foreach (var property in infos.Select(info => info["properties"]!.AsArray().Single(property => property!["name"]!.GetValue<string>() == "RpmRuntimeIdentifiers")!))
            Assert.That($"{property["value"]} from {property["origin"]} {property["from"]}".TrimEnd(), Is.EqualTo($"{runtimes} from {origin}"));
    }

    [Test]
    public void A_web_project_is_published_for_each_and_not_for_itself()
    {
        using var project = UserProject.Web("tool", Both + "<SelfContained>false</SelfContained>");
        var result = Pack(project, "-p:RpmRuntimeIdentifiers=linux-arm64");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Names(project), Is.EqualTo(BothPackages[..1]), "the one that was chosen");
        Assert.That(project.Path("bin/Release/net10.0/publish"), Does.Not.Exist);
    }

    [TestCase("RPMT1060", "RpmRuntimeIdentifiers='linux-x64;win-x64': no Linux is meant by win-x64", "-p:RpmRuntimeIdentifiers=linux-x64%3Bwin-x64")]
    [TestCase("RPMT1061", "RpmRuntimeIdentifiers='linux-x64;linux-z80': no processor that packages are for is meant by z80", "-p:RpmRuntimeIdentifiers=linux-x64%3Blinux-z80")]
    [TestCase("RPMT1062", "RpmRuntimeIdentifiers='linux-x64;linux-x64' names a processor twice", "-p:RpmRuntimeIdentifiers=linux-x64%3Blinux-x64")]
    [TestCase("RPMT1062", "RpmRuntimeIdentifiers='linux-x64;linux-musl-x64' names a processor twice", "-p:RpmRuntimeIdentifiers=linux-x64%3Blinux-musl-x64")]
    [TestCase("RPMT1062", "RuntimeIdentifiers='linux-x64;linux-musl-x64;linux-arm64' names a processor of Linux twice", "-p:RuntimeIdentifiers=\"linux-x64;linux-musl-x64;linux-arm64\"")]
    [TestCase("RPMT1063", "RpmRuntimeIdentifiers='linux-x64' and RuntimeIdentifier='linux-arm64' are both set", "-p:RpmRuntimeIdentifiers=linux-x64", "-r", "linux-arm64")]
    [TestCase("RPMT1064", "is one folder for linux-x64;linux-arm64", "-p:AppendRuntimeIdentifierToOutputPath=false")]
    [TestCase("RPMT9003", "the packages for linux-s390x are not restored", "-p:RpmRuntimeIdentifiers=linux-s390x")]
    public void It_is_refused_with_its_code(string code, string text, params string[] arguments)
    {
        using var project = UserProject.Console(properties: code == "RPMT1062" ? "" : Both);
        var result = Pack(project, arguments);
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(result.Output, Does.Contain($"tool.csproj : error {code}: ").And.Contain(text));
        Assert.That(project.Rpms, Is.Empty);
        Assert.That(project.Path("bin"), Does.Not.Exist, "nothing is built before");
    }

    [Test]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        using var project = UserProject.Console(properties: Both);
        var result = Pack(project, "-p:RpmRuntimeIdentifiers=win-x64%3Blinux-z80%3Blinux-x64%3Blinux-x64", "-r", "linux-x64");
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(result.Output, Does.Contain("RPMT1060").And.Contain("RPMT1061").And.Contain("RPMT1062").And.Contain("RPMT1063").And.Contain("linux-x64%3Blinux-arm64"));
    }

    [Test]
    public void What_the_SDK_infers_is_no_list()
    {
        using var project = UserProject.Console(properties: "<PublishSelfContained>true</PublishSelfContained>");
        var result = Pack(project);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Names(project), Is.EqualTo(BothPackages[1..]));
        Assert.That(project.Run("clean", "-c", "Release").ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty, "without its -r");
    }

    private static List<JsonNode> Documents(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        var documents = new List<JsonNode>();
        while (reader.Read())
            documents.Add(JsonNode.Parse(ref reader)!);
        return documents;
    }

    private static ToolResult Pack(UserProject project, params IEnumerable<string> arguments)
    {
        if (!Directory.Exists(project.Path("base")))
            SmallLayout.Write(project.Path("base"), "base", "amd64", "arm64");
        return project.Pack(["-tl:off", "-p:RpmBaseImage=oci:base", .. arguments]);
    }

    private static string?[] Names(UserProject project) => [.. project.Rpms.Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private static void AssertArchitecture(UserProject project, string rpm, string image, int machine)
    {
        var package = project.Path("bin/Release", $"tool-1.0.0-1.{rpm}.rpm");
        Assert.That(RealTool.Run("rpm", "-qp", "--qf", "%{ARCH}", package).Output, Is.EqualTo(rpm));
        var root = Directory.CreateDirectory(project.Path("root-" + rpm)).FullName;
        Assert.That(RealTool.RunIn(root, "sh", "-c", $"rpm2cpio '{package}' | cpio --quiet -id").ExitCode, Is.Zero);
        var folder = Path.Combine(root, "usr/share/tool/image");
        var manifest = Read(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "index.json")))!["manifests"]![0]!);
        Assert.That(Read(manifest["config"]!)["architecture"]!.GetValue<string>(), Is.EqualTo(image));
        var layers = manifest["layers"]!.AsArray();
        Assert.That(Files(layers[0]!)["etc/platform"], Is.EqualTo(Encoding.UTF8.GetBytes(image + "\n")), "the base");
        Assert.That(MachineOf(Files(layers[^1]!)["app/tool"]), Is.EqualTo(machine), "the app");

        JsonNode Read(JsonNode descriptor) => JsonNode.Parse(File.ReadAllText(Blob(descriptor)))!;

        Dictionary<string, byte[]> Files(JsonNode descriptor)
        {
            using var tar = new TarReader(File.OpenRead(Blob(descriptor)));
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            while (tar.GetNextEntry() is { } entry)
            {
                var content = new MemoryStream();
                entry.DataStream?.CopyTo(content);
                files[entry.Name] = content.ToArray();
            }

            return files;
        }

        string Blob(JsonNode descriptor) => Path.Combine(folder, "blobs", descriptor["digest"]!.GetValue<string>().Replace(':', '/'));
    }

    private static int Machine(string path) => MachineOf(File.ReadAllBytes(path));

    // e_machine of an ELF header.
    private static int MachineOf(byte[] program) => program[18] | (program[19] << 8);
}
