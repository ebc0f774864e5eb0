using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A package that takes another one's place, and one that lives beside it.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class RenameStory(Column column) : ServiceStory(column)
{
    private const string NewName = "greeter";

    /// <summary>The package has another name, its service the old one.</summary>
    private Sample Renamed => Sample.HelloAot.As("renamed", ("RpmPackageName", NewName), ("RpmServiceName", Name), ("RpmObsoletes", $"{Name} < {Second}"));

    /// <summary>Package and service have another name.</summary>
    private static Sample Other => (Sample.HelloAot with { Package = NewName, Port = 8081 })
        .As("other", ("RpmPackageName", NewName), ("RpmPort", "8081:8080"), ("RpmObsoletes", $"{Sample.HelloAot.Package} < {Second}"));

    [Row(RowGroup.Rename, "another package obsoletes it and has the same service: it runs on as the new version")]
    public void A_renamed_package_takes_its_running_service_over()
    {
        InstallAndRun();

        Service.Transact($"rpm --upgrade {Package(Renamed, Second)}");

        AssertIsTakenOver();
        Assert.That(Service.IsEnabled, Is.EqualTo(Column.Enabled));
        Host.Reboot();
        AssertIsTakenOver();
    }

    [Row(RowGroup.Rename, "the same with an edited configuration: it goes along")]
    public void A_renamed_package_takes_the_configuration_over()
    {
        InstallAndRun();
        Host.Do($"echo 'SECRET=a b' >>{EnvironmentFile}");

        Assert.That(Rpm($"--upgrade {Package(Renamed, Second)}").All, Is.EqualTo($"warning: {EnvironmentFile} created as {EnvironmentFile}.rpmnew\n"));

        AssertIsTakenOver();
        Assert.That(Service.Variables("RELEASE|SECRET"), Is.EqualTo(new[] { $"RELEASE={First}", "SECRET=a b" }));
        Host.Do($"rpm --erase {NewName} 2>&1; rm -r /etc/{Name}");
    }

    [Row(RowGroup.Rename, "the same while it is stopped and disabled: it stays so")]
    public void A_renamed_package_leaves_a_stopped_service_stopped()
    {
        Install(First);

        Service.Transact($"rpm --upgrade {Package(Renamed, Second)}");

        Service.AssertIsDown();
        Assert.That(Service.IsEnabled, Is.EqualTo(Column.Disabled));
        Service.AssertNothingImported();
    }

    [Row(RowGroup.Rename, "another package obsoletes it and has another service: the old one is gone, the new one waits for the administrator")]
    public void A_new_service_does_not_inherit()
    {
        InstallAndRun();

        Assert.That(Rpm($"--upgrade {Package(Other, Second)}").All, Is.Empty);

        Assert.That(Host.Run($"systemctl cat {Name}").ExitCode, Is.EqualTo(1));
        var other = new ServiceOnHost(Host, Column.Of(Other));
        other.AssertIsDown();
        Assert.That(other.IsEnabled, Is.EqualTo(Column.Disabled));
        other.AssertNothingImported();
        Assert.That(Host.Run($"curl --silent http://127.0.0.1:8080/").ExitCode, Is.EqualTo(7));
    }

    [Row(RowGroup.Rename, "a new version of the same package has another service: the old one is gone, the new one waits for the administrator")]
    public void A_new_name_of_the_service_leaves_nothing_of_the_old_one()
    {
        InstallAndRun();
        var sample = Sample.HelloAot.As("other-service", ("RpmServiceName", NewName));

        Service.Transact($"rpm --upgrade {Package(sample, Second)}");

        Assert.That(Host.Run($"systemctl is-active {Name}").Output.Trim(), Is.EqualTo("inactive"));
        Assert.That(Service.Containers, Is.Empty);
        Assert.That(Host.Do($"find /etc/systemd/system -name '{Name}*'"), Is.Empty);
        Assert.That(Host.Run("curl --silent http://127.0.0.1:8080/").ExitCode, Is.EqualTo(7));
        Host.Do($"systemctl start {NewName}");
        Assert.That(Host.Do("curl --silent --fail --retry 30 --retry-all-errors --retry-delay 1 http://127.0.0.1:8080/") + "\n", Is.EqualTo(sample.Says(Second)));
        Assert.That(Service.Images, Is.EqualTo([Service.PackagedImage(Second)]));
    }

    [Row(RowGroup.Rename, "two packages side by side: one is erased, the other does not notice")]
    public void Two_packages_do_not_touch_each_other()
    {
        InstallAndRun(Second);
        var container = Service.ContainerId;
        var other = new ServiceOnHost(Host, Column.Of(Other));
        other.Transact($"rpm --install {Package(Other, Second)}");
        Host.Do($"systemctl start {NewName}");
        other.AssertIsServed(Second);
        Assert.That(Service.Images, Is.EquivalentTo([Service.PackagedImage(Second), Service.PackagedImage(Second, NewName)]));

        Erase(NewName);

        AssertRuns(Second);
        Assert.That(Service.ContainerId, Is.EqualTo(container));
    }

    private void AssertIsTakenOver()
    {
        Service.AssertIsServed(Second);
        Assert.That(Service.Images, Is.EqualTo([Service.PackagedImage(Second, NewName)]));
        Assert.That(Service.Containers, Is.EqualTo([Service.ContainerOf(Service.PackagedImage(Second, NewName))]));
        Assert.That(Host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"));
    }
}
