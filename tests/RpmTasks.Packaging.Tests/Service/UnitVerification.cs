using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>What systemd says about the units of a package, on a machine that has neither the package nor an engine.</summary>
internal static class UnitVerification
{
    private const string Folder = "/usr/lib/systemd/system/";

    public static void AssertSilent(PackagePlan plan)
    {
        using var folder = new TemporaryFolder();
        var units = plan.Spec.Files.Select(file => file.Path).Where(path => path.StartsWith(Folder, StringComparison.Ordinal)).Select(path => path[Folder.Length..]).ToList();
        foreach (var unit in units)
        {
            // The verifier wants every program to be there.
            var text = Requests.TextOf(plan, Folder + unit)
                .Replace(plan.Service!.Paths.ImageHelper, "/bin/true", StringComparison.Ordinal)
                .Replace("/usr/bin/podman", "/bin/true", StringComparison.Ordinal)
                .Replace("/usr/bin/docker", "/bin/true", StringComparison.Ordinal);
            // That of a unit without an engine is in the image.
            if (plan.Service.Tree is { } tree)
                text = text.Replace("ExecStart=" + new CommandLine("").Value(tree.Command.Program), "ExecStart=/bin/true", StringComparison.Ordinal);
            File.WriteAllText(folder.File(unit), text);
        }

        // Neither engine nor database has a unit on this machine.
        File.WriteAllText(folder.File("docker.service"), "[Service]\nExecStart=/bin/true\n");
        File.WriteAllText(folder.File("postgresql.service"), "[Service]\nExecStart=/bin/true\n");
        // A template is verified as one of its instances.
        var verify = RealTool.Run("systemd-analyze", ["verify", "--man=no", .. units.Select(unit => folder.File(unit.Replace("@.", "@8081.", StringComparison.Ordinal)))]);
        Assert.That((verify.ExitCode, verify.All), Is.EqualTo((0, "")));
    }
}
