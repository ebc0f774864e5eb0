using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Transactions where nothing runs, as when the image of a machine is built, and the first boot after them.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class ImageBuildStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.ImageBuild, "installed and upgraded in a chroot: the first boot imports and serves")]
    public void The_first_boot_imports_and_serves()
    {
        RunOffline($"""
            rpm --install {InChroot(First)}
            rpm --upgrade {InChroot(Second)}
            {(Column.IsEnabledBySystemctl ? $"systemctl --quiet enable {Name}" : "")}
            """);

        AssertRuns(Second);
    }

    [Row(RowGroup.ImageBuild, "installed, enabled and erased in a chroot: nothing is left")]
    public void Erasing_where_nothing_runs_leaves_nothing()
    {
        var found = RunOffline($"""
            rpm --install {InChroot(First)}
            {(Column.IsEnabledBySystemctl ? $"systemctl --quiet enable {Name}" : "")}
            rpm --erase {Name}
            find / -xdev -path {OfflineStep.Folder} -prune -o -path /proc -prune -o -name '*{Name}*' -print
            """);

        Assert.That(found, Is.Empty);
        Assert.That(Host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"));
    }

    private string RunOffline(string script) => BootAfter(new OfflineStep("set -e\n" + script, PackageFile(First), PackageFile(Second)));

    private string InChroot(string version) => $"{OfflineStep.Folder}/{Path.GetFileName(PackageFile(version))}";
}
