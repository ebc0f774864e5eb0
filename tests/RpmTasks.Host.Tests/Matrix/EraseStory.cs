using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Nothing of a package outlives it, but what is the administrator's.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class EraseStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Erase, "while it runs: nothing is left")]
    public void Erasing_a_running_service_leaves_nothing()
    {
        InstallAndRun();

        Erase(Name);

        Assert.That(Host.Leftovers(), Is.Empty);
        Assert.That(Service.IsActive, Is.EqualTo("inactive"));
    }

    [Row(RowGroup.Erase, "while it is stopped: nothing is left")]
    public void Erasing_a_stopped_service_leaves_nothing()
    {
        InstallAndRun();
        Host.Do($"systemctl stop {Name}");

        Erase(Name);

        Assert.That(Host.Leftovers(), Is.Empty);
    }

    [Row(RowGroup.Erase, "with the engine down: what the engine would have removed is left, and no more")]
    public void Erasing_without_an_engine_leaves_what_is_in_its_store()
    {
        InstallAndRun();
        var image = "image " + Service.Images.Single();
        Host.Do(Column.IsPodman
            ? "chmod a-x /usr/bin/podman"
            : "systemctl --quiet mask docker.service docker.socket 2>&1; systemctl stop docker.service docker.socket");

        var erased = Host.Run($"rpm --erase {Name}");

        Host.Do(Column.IsPodman
            ? "chmod a+x /usr/bin/podman"
            : "systemctl --quiet unmask docker.service docker.socket 2>&1; systemctl start docker");
        Assert.That(erased, Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(Host.Leftovers(), Is.EquivalentTo(Column.IsPodman ? new[] { "container " + Name, image } : [image]));
        Host.Do($"{Column.Engine} rm --force {Name} 2>&1; {Column.Engine} rmi $({Column.Engine} images --quiet)");
    }
}
