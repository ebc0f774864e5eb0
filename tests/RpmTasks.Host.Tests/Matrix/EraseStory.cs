using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Nothing of a package outlives it, but what is the administrator's.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class EraseStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Erase, "while it runs: nothing is left", Everywhere = true)]
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
        if (!Column.HasEngine)
            DoesNotApply(NothingImported);
        InstallAndRun();
        var image = "image " + Service.Images.Single();
        Host.Do(Column.IsPodman
            ? "chmod a-x /usr/bin/podman"
            : "systemctl --quiet mask docker.service docker.socket 2>&1; systemctl stop docker.service docker.socket");

        var erased = Rpm($"--erase {Name}");

        Host.Do(Column.IsPodman
            ? "chmod a+x /usr/bin/podman"
            : "systemctl --quiet unmask docker.service docker.socket 2>&1; systemctl start docker");
        Assert.That(erased, Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(Host.Leftovers(), Is.EquivalentTo([image, .. OfAContainer()]));
        Host.Do($"{Column.Engine} rm --force {Name} 2>&1; rm --force /run/{Name}.cid; {Column.Engine} rmi $({Column.Engine} images --quiet)");
    }

    /// <summary>docker's daemon has removed it before it stopped; a quadlet's unit has podman alone to remove the file with its ID.</summary>
    private IEnumerable<string> OfAContainer() =>
        !Column.IsPodman ? [] : Column.IsEnabledBySystemctl ? ["container " + Name] : ["container " + Name, $"new /run/{Name}.cid"];
}
