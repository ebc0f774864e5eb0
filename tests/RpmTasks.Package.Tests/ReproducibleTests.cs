using System.Diagnostics;
using System.Security.Cryptography;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>The same commit, built by two people on two machines that have nothing in common but the SDK: the same file.</summary>
public sealed class ReproducibleTests
{
    private const string Library = """<ItemGroup><ProjectReference Include="../lib/lib.csproj" /></ItemGroup>""";

    [Test]
    public void A_web_app_of_a_repository_is_the_same_file_from_two_machines()
    {
        using var work = new TemporaryFolder();
        var source = Source(work, "Microsoft.NET.Sdk.Web", """<ItemGroup><PackageReference Include="SharpZipLib" Version="1.4.2" /></ItemGroup>""");
        var wwwroot = Directory.CreateDirectory(Path.Combine(source, "app", "wwwroot")).FullName;
        foreach (var name in (string[])["b.js", "a.css", "index.html"])
            File.WriteAllText(Path.Combine(wwwroot, name), $"/* {name} */\n");
        Git(source, "init", "-q");
        Commit(source);
        Git(source, "remote", "add", "origin", "https://github.com/example/app.git");
        Assert.That(BuiltHere(source), Is.EqualTo(BuiltElsewhere(work, source)));
    }

    [Test]
    public void An_app_with_a_library_is_the_same_file_when_built_as_on_a_server()
    {
        using var work = new TemporaryFolder();
        var source = SourceWithLibrary(work);
        Git(source, "init", "-q");
        Commit(source);
        const string asOnServer = "-p:ContinuousIntegrationBuild=true";
        Assert.That(BuiltHere(source, asOnServer), Is.EqualTo(BuiltElsewhere(work, source, asOnServer)));
    }

    [TestCase("https://github.com/example/app.git")]
    [TestCase(null, Description = "a repository without a remote")]
    public void The_commands_of_the_document_show_it(string? origin)
    {
        RealTool.Require("bash", "diff");
        using var work = new TemporaryFolder();
        var source = Source(work, "Microsoft.NET.Sdk", "");
        File.WriteAllText(Path.Combine(source, "Directory.Build.props"), $"<Project><PropertyGroup><RpmBaseImage>docker-archive:{DotNetBase.Archive}</RpmBaseImage></PropertyGroup></Project>");
        foreach (var name in (string[])["app.csproj", "Program.cs"])
            File.Move(Path.Combine(source, "app", name), Path.Combine(source, name));
        Git(source, "init", "-q");
        Commit(source);
        if (origin is not null)
            Git(source, "remote", "add", "origin", origin);

        var script = "set -e\ndotnet publish -p:PackAsRpm=true -p:RpmOutputPath=/tmp/one\n" + CommandsOfTheDocument();
        if (origin is null)
            script = script.Replace("remote set-url origin \"$(git remote get-url origin)\"", "remote remove origin", StringComparison.Ordinal);
        var check = DotNet.In(source, LocalFeed.PackagesFolder);
        check.FileName = "bash";
        check.ArgumentList.Clear();
        check.ArgumentList.Add("-c");
        check.ArgumentList.Add(script.Replace("/tmp/", work.Path + "/", StringComparison.Ordinal));
        var result = Command.Run(TimeSpan.FromMinutes(10), check);

        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(Directory.GetFiles(work.File("other")).Select(Path.GetFileName), Is.EqualTo(new[] { "app-1.0.0-1.x86_64.rpm" }));
    }

    private static string CommandsOfTheDocument()
    {
        var section = File.ReadAllText(Repository.Path("docs", "reproducible.md")).Split("\n## Check it\n")[1];
        return string.Concat(section.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim() + "\n"));
    }

    [Test]
    public void A_library_that_holds_a_path_of_this_machine_is_named_to_who_wants_the_same_bytes()
    {
        using var work = new TemporaryFolder();
        var source = SourceWithLibrary(work);
        var publish = DotNet.In(Path.Combine(source, "app"), LocalFeed.PackagesFolder, Publish(DotNetBase.Archive, []));
        publish.Environment["SOURCE_DATE_EPOCH"] = "1700000000";
        var result = Command.Run(TimeSpan.FromMinutes(10), publish);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        var warnings = result.Output.Split('\n').Where(line => line.Contains("RPMT1050", StringComparison.Ordinal)).Distinct();
        Assert.That(warnings, Has.One.Contains("warning RPMT1050: lib.dll holds").And.One.Contains("/lib/obj/Release/net10.0/lib.pdb"), result.Output);
    }

    [Test]
    public void An_app_of_no_repository_is_the_same_file_from_two_machines()
    {
        using var work = new TemporaryFolder();
        var source = Source(work, "Microsoft.NET.Sdk", "");
        Assert.That(BuiltHere(source), Is.EqualTo(BuiltElsewhere(work, source)));
    }

    [Test]
    public void Every_time_in_the_package_is_that_of_the_commit()
    {
        RealTool.Require("rpm");
        using var work = new TemporaryFolder();
        var source = Source(work, "Microsoft.NET.Sdk", "");
        Git(source, "init", "-q");
        Commit(source);
        BuiltHere(source);
        var rpm = Directory.GetFiles(Path.Combine(source, "out"), "*.rpm").Single();
        Assert.That(RealTool.Run("rpm", "-qp", "--qf", "%{BUILDTIME}\n[%{FILEMTIMES}\n]", rpm).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(), Is.EqualTo(new[] { "1700000000" }));
    }

    private static string Source(TemporaryFolder work, string sdk, string items)
    {
        RealTool.Require("git", "env");
        var source = work.File("first", "source");
        Directory.CreateDirectory(Path.Combine(source, "app"));
        LocalFeed.Mine.WriteConfig(source);
        var project = UserProject.ProjectFile(sdk, "<OutputType>Exe</OutputType>").Replace("</Project>", items + "</Project>", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(source, "app", "app.csproj"), project);
        File.WriteAllText(Path.Combine(source, "app", "Program.cs"), "System.Console.WriteLine(typeof(string).FullName);\n");
        File.WriteAllText(Path.Combine(source, ".gitignore"), "bin/\nobj/\nout/\n");
        return source;
    }

    private static string SourceWithLibrary(TemporaryFolder work)
    {
        var source = Source(work, "Microsoft.NET.Sdk", Library);
        Directory.CreateDirectory(Path.Combine(source, "lib"));
        File.WriteAllText(Path.Combine(source, "lib", "lib.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        File.WriteAllText(Path.Combine(source, "lib", "Code.cs"), "namespace Lib; public static class Code { public static int Answer() => 42; }\n");
        return source;
    }

    private static string BuiltHere(string source, params string[] arguments) =>
        Built(source, DotNet.In(Path.Combine(source, "app"), LocalFeed.PackagesFolder, Publish(DotNetBase.Archive, arguments)));

    // Another folder, depth, user, home, package folder, umask, time zone, language, host name, number of cores, and order and times of
    // the files; all at once, since a failure is rare and then a matter for a person anyway.
    private static string BuiltElsewhere(TemporaryFolder work, string source, params string[] arguments)
    {
        RealTool.Require("unshare", "setpriv", "taskset", "hostname", "chown");
        RealTool.RequireRoot();
        var home = work.File("a second, much=longer", "home");
        var copy = Path.Combine(home, "src", "copy");
        CopyBackwards(source, copy);
        LocalFeed.Mine.WriteConfigWithFeed(Path.GetDirectoryName(copy)!);
        File.Delete(Path.Combine(copy, "nuget.config"));
        var baseImage = Path.Combine(home, "base.tar");
        File.Copy(DotNetBase.Archive, baseImage);
        Command.Do("chmod", "o+rx", work.Path);
        Command.Do("chown", "-R", "4711:4712", work.File("a second, much=longer"));
        var publish = DotNet.In(Path.Combine(copy, "app"), Path.Combine(home, "packages"), Publish(baseImage, arguments));
        return Built(copy, Elsewhere(publish, home));
    }

    private static ProcessStartInfo Elsewhere(ProcessStartInfo start, string home)
    {
        string[] words =
        [
            "--uts", "sh", "-c", "hostname second.example && umask 077 && exec \"$@\"", "sh",
            "setpriv", "--reuid=4711", "--regid=4712", "--clear-groups",
            "env", $"HOME={home}", $"DOTNET_CLI_HOME={home}", "TZ=Pacific/Auckland", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "DOTNET_CLI_UI_LANGUAGE=de", "USER=second",
            "taskset", "--cpu-list", "0",
            start.FileName, .. start.ArgumentList,
        ];
        var wrapped = new ProcessStartInfo("unshare", words) { WorkingDirectory = start.WorkingDirectory };
        wrapped.Environment.Clear();
        foreach (var (name, value) in start.Environment)
            wrapped.Environment[name] = value;
        // Its own cache, below its home.
        wrapped.Environment.Remove(DotNet.LayerCacheProperty);
        // And no process of the first build's.
        wrapped.Environment["UseSharedCompilation"] = "false";
        return wrapped;
    }

    private static string[] Publish(string baseImage, string[] arguments) =>
        ["publish", "-p:PackAsRpm=true", "-p:RpmOutputPath=../out", $"-p:RpmBaseImage=docker-archive:{baseImage.Replace(",", "%2C", StringComparison.Ordinal)}", .. arguments];

    private static string Built(string source, ProcessStartInfo publish)
    {
        var result = Command.Run(TimeSpan.FromMinutes(10), publish);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        using var rpm = File.OpenRead(Directory.GetFiles(Path.Combine(source, "out"), "*.rpm").Single());
        return Convert.ToHexStringLower(SHA256.HashData(rpm));
    }

    private static void CopyBackwards(string source, string copy)
    {
        var files = Directory.GetFiles(source, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "out"));
        foreach (var file in files.OrderDescending(StringComparer.Ordinal))
        {
            var target = Path.Combine(copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(source, file), target);
            File.SetLastWriteTimeUtc(target, DateTime.UnixEpoch.AddSeconds(1_500_000_000));
        }
    }

    private static void Commit(string source)
    {
        Git(source, "add", ".");
        Command.Do("env", "GIT_COMMITTER_DATE=1700000000 +0100", "git", "-C", source, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "First");
    }

    private static void Git(string source, params string[] arguments) => Command.Do("git", ["-C", source, .. arguments]);
}
