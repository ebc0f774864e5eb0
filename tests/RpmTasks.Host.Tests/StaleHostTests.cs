using System.Diagnostics;

using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

[NonParallelizable]
public class StaleHostTests
{
    [Test]
    public void What_a_killed_run_left_is_ended_and_removed_by_the_next()
    {
        using var first = BootedHost.Boot(HostRecipe.TrixiePodman);
        var folder = Path.Combine(Path.GetTempPath(), "rpmtasks-hosts", first.Name);
        var abandoned = folder + "-abandoned";
        Directory.CreateDirectory(abandoned);
        File.WriteAllText(abandoned + ".lock", "");
        using var left = StartInGroup(Path.GetFileName(abandoned));
        try
        {
            using var second = BootedHost.Boot(HostRecipe.TrixiePodman);

            Assert.That(left.WaitForExit(TimeSpan.FromSeconds(10)), Is.True, "its process was ended");
            Assert.That(Path.Exists(abandoned) || Path.Exists(abandoned + ".lock"), Is.False, "its folder was removed");
            Assert.That(first.Do("echo lives"), Is.EqualTo("lives"), "a host whose process lives was left alone");
        }
        finally
        {
            left.Kill();
        }
    }

    /// <summary>A process that is in the group when this returns.</summary>
    private static Process StartInGroup(string group)
    {
        const string script = """
            for folder in /sys/fs/cgroup /sys/fs/cgroup/unified; do
                [ -e $folder/cgroup.controllers ] || continue
                mkdir $folder/$1
                echo $$ >$folder/$1/cgroup.procs
            done
            echo ready
            exec sleep 600
            """;
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script, "sh", group]) { RedirectStandardOutput = true })!;
        Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("ready"));
        return process;
    }
}
