using System.Text;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Signing;

using YamlDotNet.RepresentationModel;

namespace RpmTasks.Package.Tests;

/// <summary>The shell of samples/ci as each CI system runs it, for two releases; a folder is the web server.</summary>
public sealed class CiSampleTests
{
    private const string Passphrase = "a passphrase";

    private GnuPg _gpg = null!;
    private UserProject _project = null!;
    private string _secretKey = null!;

    private static IEnumerable<TestCaseData<string, Dictionary<string, string>>> Systems =>
    [
        new("github.yml", new() { ["GITHUB_REF_NAME"] = "v1.0.1" }),
        new("gitlab.yml", new() { ["CI_COMMIT_TAG"] = "v1.0.2" }),
        new("azure.yml", new() { ["BUILD_SOURCEBRANCHNAME"] = "v1.0.3" }),
    ];

    [OneTimeSetUp]
    public void MakeProject()
    {
        RealTool.Require("bash", "gpg", "rpmkeys", "rsync", "createrepo_c", "dnf");
        _gpg = new GnuPg();
        var key = _gpg.Generate("Packages <packages@example.org>", "rsa3072", Passphrase);
        _project = UserProject.Appliance("orders");
        _project.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <RpmImage>docker-archive:{NginxBase.Archive}</RpmImage>
              </PropertyGroup>
            </Project>
            """);
        _secretKey = Encoding.ASCII.GetString(_gpg.ExportSecret(key, Passphrase));
        File.WriteAllBytes(_project.Path("RPM-GPG-KEY"), _gpg.ExportPublic(key));
        _project.Write("ci/release.sh", File.ReadAllText(Repository.Path("samples", "ci", "release.sh")));
        _project.Write("deploy-key", "the deploy key\n");
        Directory.CreateDirectory(_project.Path("server"));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _project?.Dispose();
        _gpg?.Dispose();
    }

    [TestCaseSource(nameof(Systems))]
    public void A_tag_becomes_a_signed_package_in_the_repository(string file, Dictionary<string, string> environment)
    {
        var version = environment.Values.Single().TrimStart('v');

        foreach (var script in ScriptsOf(file))
            Run(script, environment);

        Assert.That(File.ReadAllText(_project.Path("home", ".ssh", "id_ed25519")), Is.EqualTo("the deploy key\n"));
        Assert.That(Command.Do("stat", "--format=%a", _project.Path("home", ".ssh"), _project.Path("home", ".ssh", "id_ed25519")), Is.EqualTo("700\n600\n"));
        var server = _project.Path("server");
        Assert.That(File.Exists(Path.Combine(server, $"orders-{version}-1.x86_64.rpm")), Is.True);
        Assert.That(File.Exists(Path.Combine(server, "repodata", "repomd.xml.asc")), Is.True);
        Assert.That(Directory.GetFiles(Path.Combine(server, "repodata"), "*-primary.xml.gz"), Has.Length.InRange(1, 2), "of this index and the one before");
        var query = RealTool.Run("dnf", "--quiet", "--disablerepo=*", $"--setopt=cachedir={_project.Path("dnf", version)}", $"--repofrompath=x,file://{server}", "repoquery", "--latest-limit=1", "--queryformat=%{version}", "orders");
        Assert.That(query.Output.Trim(), Is.EqualTo(version), query.All);
        Directory.Delete(_project.Path("home"), recursive: true);
    }

    [Test]
    public void A_package_that_the_public_key_does_not_verify_is_not_published()
    {
        var before = Directory.GetFileSystemEntries(_project.Path("server"));
        var right = File.ReadAllBytes(_project.Path("RPM-GPG-KEY"));
        File.WriteAllBytes(_project.Path("RPM-GPG-KEY"), _gpg.ExportPublic(_gpg.Generate("Others <others@example.org>", "ed25519")));

        var result = Start("VERSION=9.0.0 sh ci/release.sh", []);

        File.WriteAllBytes(_project.Path("RPM-GPG-KEY"), right);
        Assert.That(result.ExitCode, Is.Not.Zero, result.All);
        Assert.That(Directory.GetFileSystemEntries(_project.Path("server")), Is.EqualTo(before));
    }

    private void Run(string script, Dictionary<string, string> environment)
    {
        var result = Start(script, environment);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(result.All, Does.Not.Contain(Passphrase));
    }

    private ToolResult Start(string script, Dictionary<string, string> environment)
    {
        var dotnet = _project.Start();
        // What installs a CI machine's own tools needs that machine.
        dotnet.FileName = "bash";
        dotnet.ArgumentList.Clear();
        foreach (var argument in (string[])["-e", "-o", "pipefail", "-c", script])
            dotnet.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            dotnet.Environment[name] = value;
        var isPath = environment.ContainsKey("CI_COMMIT_TAG");
        _project.Write("signing-key", _secretKey);
        dotnet.Environment["HOME"] = Directory.CreateDirectory(_project.Path("home")).FullName;
        dotnet.Environment["DOTNET_CLI_HOME"] = _project.Path("home");
        dotnet.Environment["REPOSITORY"] = _project.Path("server");
        dotnet.Environment["SIGNING_KEY"] = isPath ? _project.Path("signing-key") : _secretKey;
        dotnet.Environment["SIGNING_PASSPHRASE"] = Passphrase;
        dotnet.Environment["DEPLOY_KEY"] = isPath ? _project.Path("deploy-key") : "the deploy key";
        dotnet.Environment["DEPLOY_HOST_KEY"] = "web ssh-ed25519 AAAA";
        return Command.Run(TimeSpan.FromMinutes(5), dotnet);
    }

    /// <summary>Every shell step in order, but those that install packages on the CI system's machine.</summary>
    private static IEnumerable<string> ScriptsOf(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Repository.Path("samples", "ci", file));
        yaml.Load(reader);
        return Scripts(yaml.Documents.Single().RootNode).Where(script => !script.StartsWith("apt-get", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Scripts(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(child =>
            child.Key is YamlScalarNode { Value: "run" or "bash" or "script" or "before_script" } ? Lines(child.Value) : Scripts(child.Value)),
        YamlSequenceNode sequence => sequence.SelectMany(Scripts),
        _ => [],
    };

    private static IEnumerable<string> Lines(YamlNode node) => node is YamlSequenceNode several
        ? several.SelectMany(Lines)
        : [((YamlScalarNode)node).Value!];
}
