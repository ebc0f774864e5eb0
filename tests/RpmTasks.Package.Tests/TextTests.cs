using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>Texts and files of a project, from its project file to what rpm shows.</summary>
public sealed class TextTests
{
    private const string Hostile = "$(touch /tmp/x) `id` %{name} %n ' ; | 100% é";

    [Test]
    public void What_a_project_says_is_what_rpm_shows()
    {
        RealTool.Require("rpm");
        using var project = UserProject.Appliance();
        // MSBuild would expand these itself; %24 and %25 are its own way to say them.
        var text = Hostile.Replace("%", "%25", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
        project.Write("appliance.csproj", UserProject.ProjectFile(
            "Microsoft.NET.Sdk",
            $"<RpmSummary>Summary {text}.</RpmSummary><RpmDescription>Description {text}</RpmDescription><RpmVendor>Vendor {text}</RpmVendor><RpmChangelogFile>changes</RpmChangelogFile><RpmPostInstallScript>post.sh</RpmPostInstallScript>",
            $"<RpmFile Include=\"conf/**\" TargetPath=\"/etc/appliance/%(RecursiveDir)\" Kind=\"config-noreplace\" />"));
        project.Write("conf/a.json", "1");
        project.Write("conf/b/c/d.json", "1");
        project.Write("post.sh", $"\ufeff# {Hostile}\r\n");
        project.Write("changes", $"* Tue Jan 05 2026 Ann <a@b.c> - 1.0-1\n- {Hostile}\n");

        var result = project.Pack($"-p:RpmImage=docker-archive:{NginxBase.Archive}", "-p:RpmFile=conf/a.json=/etc/appliance/property.json");

        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(result.Output, Does.Match(@"appliance\.csproj\(6,\d+\): warning RPMT1038: RpmChangelogFile='changes', line 1: Jan 05 2026 was a Monday\."));
        Assert.That(Query("%{SUMMARY}|%{DESCRIPTION}|%{VENDOR}|%{CHANGELOGTEXT}"), Is.EqualTo($"Summary {Hostile}|Description {Hostile}|Vendor {Hostile}|- {Hostile}"));
        Assert.That(Query("%{POSTIN}"), Does.Contain("# " + Hostile.Replace("'", "'\\''", StringComparison.Ordinal)).And.Not.Contain("\r").And.Not.Contain("\ufeff"));
        Assert.That(
            Query(@"[%{FILEMODES:perms} %{FILEFLAGS:fflags} %{FILENAMES}\n]").Split('\n').Where(line => line.Contains(" /etc/appliance/", StringComparison.Ordinal)),
            Is.EqualTo(new[]
            {
                "-rw-r--r-- cn /etc/appliance/a.json",
                "-rw-r----- cn /etc/appliance/appliance.env",
                "drwxr-xr-x  /etc/appliance/b",
                "drwxr-xr-x  /etc/appliance/b/c",
                "-rw-r--r-- cn /etc/appliance/b/c/d.json",
                "-rw-r--r--  /etc/appliance/property.json",
            }));

        string Query(string format) => RealTool.Run("rpm", "-qp", "--qf", format, project.Rpm).Output;
    }
}
