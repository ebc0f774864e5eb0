using System.Diagnostics;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>Ctrl+C while packing.</summary>
public sealed class CancelTests
{
    [Test]
    public void Cancelling_leaves_nothing_behind()
    {
        RealTool.Require("kill", "env");
        using var project = UserProject.Appliance();
        Assert.That(project.Run("restore").ExitCode, Is.Zero);
        // Level 19 takes minutes for this image: the signal cannot come too late.
        var start = project.Start(
            "publish", "--no-restore", "-p:PackAsRpm=true", $"-p:RpmImage=docker-archive:{DotNetBase.Archive}", "-p:RpmPayloadCompressionLevel=19", "-p:RpmOutputPath=out");
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        // What a shell starts in the background ignores the signal, and all that it starts inherits that.
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.FileName = "env";
        using var publish = Process.Start(start)!;
        try
        {
            Interrupt(publish, project.Path("out"));
        }
        finally
        {
            publish.Kill(entireProcessTree: true);
        }
    }

    private static void Interrupt(Process publish, string partial)
    {
        var output = publish.StandardOutput.ReadToEndAsync();
        while (!publish.HasExited && !(Directory.Exists(partial) && Directory.EnumerateFiles(partial).Any()))
            Thread.Sleep(20);
        Assert.That(publish.HasExited, Is.False, "the package was being written");
        Assert.That(RealTool.Run("kill", "-INT", publish.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).ExitCode, Is.Zero);
        Assert.That(publish.WaitForExit(TimeSpan.FromSeconds(60)), Is.True, "the build ends");
        Assert.That(publish.ExitCode, Is.Not.Zero, output.Result);
        Assert.That(output.Result, Does.Not.Contain("   at ").And.Not.Contain("RPMT9002"));
        Assert.That(Directory.EnumerateFileSystemEntries(partial), Is.Empty);
    }
}
