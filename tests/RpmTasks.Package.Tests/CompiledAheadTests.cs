using System.Runtime.InteropServices;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Package.Tests;

/// <summary>The two sets of assemblies in the package (docs/adr/0010-compiled-ahead.md).</summary>
public sealed class CompiledAheadTests
{
    private static string ForEverybody => Path.Combine(LocalFeed.PackagesFolder, "rpmtasks", LocalFeed.Mine.Version, "tasks", "net10.0", "RpmTasks.Tasks.dll");

    [Test]
    public void Both_make_the_same_package_signed_by_a_library_that_lies_in_one_alone()
    {
        RealTool.Require("gpg");
        using var gpg = new GnuPg();
        using var project = UserProject.Appliance();
        File.WriteAllBytes(project.Path("secret.asc"), gpg.ExportSecret(gpg.Generate("Packages <packages@example.org>", "ed25519")));
        string[] pack = ["build", "-c", "Release", "-t:RpmPack", "-restore", $"-p:RpmImage={SmallLayout.Write(project.Path("layout"), "host", "amd64")}", "-p:RpmSigningKeyFile=secret.asc"];

        var chosen = Pack(project, pack);
        var everybodys = Pack(project, [.. pack, $"-p:RpmTasksAssembly={ForEverybody}"]);

        Assert.That(chosen, Is.EqualTo(everybodys));
    }

    /// <summary>MSBuild asks its own folder before the one above.</summary>
    [Test]
    public void What_lies_above_alone_is_nothing_that_msbuild_has_too()
    {
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        var tools = project.Run("msbuild", "-getProperty:MSBuildToolsPath").Output.Trim();
        var above = Directory.GetFiles(Path.GetDirectoryName(ForEverybody)!, "*.dll").Select(Path.GetFileName);
        var beside = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(ForEverybody)!, "linux-x64"), "*.dll").Select(Path.GetFileName);
        Assert.That(Path.Combine(tools, "Microsoft.Build.dll"), Does.Exist);
        Assert.That(above.Except(beside).Where(name => File.Exists(Path.Combine(tools, name!))), Is.Empty);
    }

    [Test]
    public void What_is_packed_depends_on_all_of_both()
    {
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        var inputs = project.Run("msbuild", "-t:_RpmSetDefaults;_RpmCollectState", "-getItem:_RpmToolFile").Output;
        var folder = Path.GetDirectoryName(ForEverybody)!;
        foreach (var assembly in Directory.GetFiles(folder, "*.dll").Concat(OperatingSystem.IsLinux() ? Directory.GetFiles(Path.Combine(folder, "linux-x64")) : []))
            Assert.That(inputs, Does.Contain(Path.GetFullPath(assembly)));
    }

    [Test]
    public void Linux_on_x64_has_the_one_with_machine_code()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || File.Exists("/lib/ld-musl-x86_64.so.1"))
            Assert.Ignore("not on this system");
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        Assert.That(project.Run("msbuild", "-getProperty:RpmTasksAssembly").Output.Trim(), Does.EndWith("/tasks/net10.0/linux-x64/RpmTasks.Tasks.dll"));
    }

    private static byte[] Pack(UserProject project, string[] arguments)
    {
        var result = project.Run(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        var package = File.ReadAllBytes(project.Rpms.Single());
        // What is not there is packed, whatever else is unchanged.
        File.Delete(project.Rpms.Single());
        return package;
    }
}
