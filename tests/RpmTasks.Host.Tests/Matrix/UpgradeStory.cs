namespace RpmTasks.Host.Tests.Matrix;

/// <summary>From one version to the other, in every state that the service can be in.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class UpgradeStory(Column column) : ServiceStory(column)
{
    [Row(RowGroup.Upgrade, "while it runs: one restart, the old image is gone", Everywhere = true)]
    public void A_running_service_is_restarted_once()
    {
        InstallAndRun();
        var starts = Service.Starts;

        Upgrade(Second);

        AssertRuns(Second);
        Assert.That(Service.Starts, Is.EqualTo(starts + 1));
    }

    [Row(RowGroup.Upgrade, "while it is stopped: it stays so, and starts as the new version")]
    public void A_stopped_service_stays_stopped()
    {
        InstallAndRun();
        Host.Do($"systemctl stop {Name}");

        Upgrade(Second);

        Service.AssertIsDown();
        Assert.That(Service.IsEnabled, Is.EqualTo(Column.Enabled));
        Host.Do($"systemctl start {Name}");
        AssertRuns(Second);
    }

    [Row(RowGroup.Upgrade, "while it is disabled: it stays so")]
    public void A_disabled_service_stays_disabled()
    {
        Install(First);

        Upgrade(Second);

        Assert.That(Service.IsEnabled, Is.EqualTo(Column.Disabled));
        Service.AssertIsDown();
        Service.AssertNothingImported();
    }

    [Row(RowGroup.Upgrade, "while it has failed: it stays so, and starts as the new version")]
    public void A_failed_service_stays_failed()
    {
        InstallAndRun();
        Host.Do($"mkdir {DropIns}; printf '[Service]\\nRestart=no\\n' >{DropIns}/once.conf; systemctl daemon-reload; kill -KILL {Service.Pid}");
        Host.Do($"until [ \"$(systemctl is-active {Name})\" = failed ]; do sleep 0.1; done; rm -r {DropIns}; systemctl daemon-reload");

        Upgrade(Second);

        Assert.That(Service.IsActive, Is.EqualTo("failed"));
        Assert.That(Service.Containers, Is.Empty);
        Host.Do($"systemctl start {Name}");
        AssertRuns(Second);
    }

    [Row(RowGroup.Upgrade, "while it fails and is restarted again and again: the new version runs")]
    public void A_service_that_fails_again_and_again_is_healed()
    {
        InstallAndRun();
        Host.Do($"rm {EnvironmentFile}; kill -KILL {Service.Pid}; until [ \"$(systemctl show --property=NRestarts --value {Name})\" -ge 2 ]; do sleep 0.1; done");

        Upgrade(Second);

        Host.Do($"until systemctl is-active --quiet {Name}; do sleep 0.1; done");
        AssertRuns(Second);
    }

    [Row(RowGroup.Upgrade, "the import fails: the running version is left alone", Everywhere = true)]
    public void An_import_that_fails_leaves_the_running_version_alone()
    {
        if (!Column.HasEngine)
            DoesNotApply(NothingImported);
        InstallAndRun();
        var (container, dropIn) = (Service.ContainerId, $"/etc/systemd/system/{Service.ImageUnit}.d");
        Host.Do($"mkdir {dropIn}; printf '[Service]\\nExecStart=\\nExecStart=/bin/sh -c \"echo no room; exit 1\"\\n' >{dropIn}/fail.conf");

        var upgrade = Rpm($"--upgrade {Package(Second)}");

        Assert.That((upgrade.ExitCode, upgrade.Output), Is.EqualTo((0, "")));
        Assert.That(upgrade.Error, Is.EqualTo($"{Name}: the new image could not be imported, the running version was left alone: journalctl -u {Service.ImageUnit}\n"));
        Assert.That(Service.IsActive, Is.EqualTo("active"));
        Assert.That(Service.ContainerId, Is.EqualTo(container));
        Service.AssertSays(First);
        Assert.That(Host.Journal(Service.ImageUnit), Does.Contain("\nno room\n"));
        Host.Do($"rm -r {dropIn}; systemctl daemon-reload; systemctl reset-failed {Service.ImageUnit}; systemctl restart {Name}");
        AssertRuns(Second);
    }

    [Row(RowGroup.Upgrade, "an edited configuration is kept, the new one lies beside it")]
    public void An_edited_configuration_is_kept()
    {
        InstallAndRun();
        const string line = "SECRET=a b $c";
        Host.Do($"echo '{line}' >>{EnvironmentFile}");

        // rpm says where the new file is.
        Assert.That(Rpm($"--upgrade {Package(Second)}").All, Is.EqualTo($"warning: {EnvironmentFile} created as {EnvironmentFile}.rpmnew\n"));

        Service.AssertRuns(Second);
        Assert.That(Host.Do($"grep -v '^#' {EnvironmentFile}; stat --format='%a %U:%G' {EnvironmentFile}"), Is.EqualTo($"RELEASE={First}\n{line}\n640 root:root"));
        Assert.That(Host.Do($"grep -v '^#' {EnvironmentFile}.rpmnew"), Is.EqualTo($"RELEASE={Second}"));
        Assert.That(Service.Variables("RELEASE|SECRET"), Is.EqualTo(new[] { $"RELEASE={First}", line }));
        Assert.That(Rpm($"--erase {Name}").All, Is.EqualTo($"warning: {EnvironmentFile} saved as {EnvironmentFile}.rpmsave\n"));
        Assert.That(Host.Leftovers(), Is.EquivalentTo([$"new /etc/{Name}", $"new {EnvironmentFile}.rpmnew", $"new {EnvironmentFile}.rpmsave"]));
        Host.Do($"rm -r /etc/{Name}");
    }

    [Row(RowGroup.Upgrade, "a drop-in of the administrator's is kept and followed")]
    public void A_drop_in_is_kept()
    {
        InstallAndRun();
        Host.Do($"mkdir {DropIns}; printf '[Service]\\nLimitNOFILE=4321\\n' >{DropIns}/limit.conf; systemctl daemon-reload");

        Upgrade(Second);

        AssertRuns(Second);
        Assert.That(Host.Do($"systemctl show --property=LimitNOFILE --value {Name}"), Is.EqualTo("4321"));
        Erase(Name);
        Assert.That(Host.Leftovers(), Is.EquivalentTo([$"new {DropIns}", $"new {DropIns}/limit.conf"]));
        Host.Do($"rm -r {DropIns}; systemctl daemon-reload");
    }

    [Row(RowGroup.Upgrade, "downgrade: the older version is back")]
    public void Downgrading_brings_the_older_version_back()
    {
        InstallAndRun(Second);

        Service.Transact($"rpm --upgrade --oldpackage {Package(First)}");

        AssertRuns(First);
    }

    [Row(RowGroup.Upgrade, "reinstall: it restarts and imports nothing")]
    public void Reinstalling_keeps_it_running()
    {
        InstallAndRun();
        var (store, starts) = (Service.StoreStamp, Service.Starts);

        Service.Transact($"rpm --reinstall {Package(First)}");

        AssertRuns(First);
        Assert.That(Service.StoreStamp, Is.EqualTo(store));
        Assert.That(Service.Starts, Is.EqualTo(starts + 1));
    }
}
