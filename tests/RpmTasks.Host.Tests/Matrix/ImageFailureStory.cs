using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>What can come between a package and the engine's store.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.OfEngines))]
internal sealed class ImageFailureStory(Column column) : FailureStory(column)
{
    private string Engine => Column.Engine;

    private string Blobs => $"/usr/share/{Name}/image/blobs/sha256";

    [Row(RowGroup.Failure, "the engine is not installed")]
    public void An_engine_that_is_missing_is_named()
    {
        InstallAndStop();
        Host.Do($"mv /usr/bin/{Engine} /usr/bin/{Engine}.away");

        try
        {
            AssertImageFails(Is.EqualTo($"/usr/bin/{Engine} is missing: install {Engine}, which runs this service"));
        }
        finally
        {
            Host.Do($"mv /usr/bin/{Engine}.away /usr/bin/{Engine}");
        }

        AssertHeals();
    }

    [Row(RowGroup.Failure, "the engine is masked")]
    public void A_masked_engine_is_named()
    {
        NeedsDaemon();
        InstallAndStop();
        Host.Do("systemctl stop docker.service docker.socket 2>&1; systemctl mask docker.service docker.socket 2>&1");

        // systemd refuses what requires it, on the terminal.
        var start = Host.Run($"systemctl start {Name}");
        Assert.That((start.ExitCode == 0, start.Output, start.Error), Is.EqualTo((false, "", $"Failed to start {Name}.service: Unit docker.service is masked.\n")));
        Service.AssertIsDown();

        Host.Do("systemctl unmask docker.service docker.socket 2>&1");
        AssertHeals();
    }

    [Row(RowGroup.Failure, "the engine's daemon cannot start")]
    public void A_daemon_that_cannot_start_is_named()
    {
        NeedsDaemon();
        InstallAndStop();
        // A host may have a configuration already, a folder for one, or neither.
        Host.Do("systemctl stop docker.service docker.socket 2>&1; cp --archive /etc/docker /root 2>&1; mkdir --parents /etc/docker; echo '{bad' >/etc/docker/daemon.json");

        AssertImageFails(Does.Match("^docker does not answer, docker.service is (failed|activating): 'journalctl -u docker' says why [(].*docker.sock.*[)]$"));

        Host.Do("systemctl stop docker 2>&1; rm --recursive /etc/docker; [ ! -e /root/docker ] || mv /root/docker /etc; systemctl reset-failed docker.service docker.socket 2>&1 || :");
        AssertHeals();
    }

    [Row(RowGroup.Failure, "a blob of the image is cut short, altered or gone: rpm -V shows it, a reinstallation heals")]
    public void A_damaged_image_is_named()
    {
        InstallAndStop();
        var layer = Host.Do($"ls -S {Blobs} | head -n 1");
        var damages = new (string Command, string Verified)[]
        {
            ($"truncate --size=-1000 {Blobs}/{layer}", $"S.5....T.    {Blobs}/{layer}\n"),
            ($"printf x | dd of={Blobs}/{layer} bs=1 seek=5000000 conv=notrunc status=none", $"..5....T.    {Blobs}/{layer}\n"),
            ($"rm {Blobs}/{layer}", $"missing     {Blobs}/{layer}\n"),
        };
        foreach (var (command, verified) in damages)
        {
            RemoveImages();
            Host.Do(command);

            AssertImageFails(Does.Match($"^{Engine} cannot import {Reference}: .+; files of the package are damaged: 'rpm -V {Name}' shows which, 'dnf reinstall {Name}' brings them back$"));

            Assert.That(Host.Run($"rpm --verify {Name}").Output, Is.EqualTo(verified));
            Assert.That(Service.Images, Is.Empty);
            Service.Transact($"rpm --reinstall {Package(First)}");
        }

        AssertHeals();
    }

    [Row(RowGroup.Failure, "the engine's policy refuses local images")]
    public void A_policy_that_refuses_is_named()
    {
        if (!Column.IsPodman)
            DoesNotApply("docker has no policy of images");
        InstallAndStop();
        RemoveImages();
        const string policy = "/etc/containers/policy.json";
        Host.Do($$"""mv {{policy}} /root; echo '{"default":[{"type":"reject"}]}' >{{policy}}""");

        AssertImageFails(Does.Match($"^podman cannot import {Reference}: .*rejected by policy; allow local images in {policy}$"));

        Host.Do("""echo '{"default":[{"type":"reject"}],"transports":{"oci":{"":[{"type":"insecureAcceptAnything"}]}}}' >""" + policy);
        AssertHeals();
        Host.Do($"mv /root/policy.json {policy}");
    }

    [Row(RowGroup.Failure, "the disk is full during the import")]
    public void A_full_disk_is_named()
    {
        InstallAndStop();
        using (new SmallStore(Host, "8m"))
        {
            AssertImageFails(Does.Match($"^{Engine} cannot import {Reference}: .*no space left on device.*; make room \\('df -h' shows where it lacks\\)$"));
            Assert.That(Service.Images, Is.Empty);
        }

        AssertHeals();
    }

    [Row(RowGroup.Failure, "the disk is full during the import of an upgrade: the old version goes on")]
    public void A_full_disk_leaves_the_old_version_running()
    {
        using var store = new SmallStore(Host, "64m");
        InstallAndRun();
        var container = Service.ContainerId;
        store.Fill();
        var mark = new JournalMark(Host);

        var upgrade = Rpm($"--upgrade {Package(Second)}");

        Assert.That(upgrade, Is.EqualTo(new ToolResult(0, "", $"{Name}: the new image could not be imported, the running version was left alone: journalctl -u {Service.ImageUnit}\n")));
        Assert.That(mark.Of(Name), Has.Exactly(1).Matches($"^{Engine} cannot import .*no space left on device.*; make room \\('df -h' shows where it lacks\\)$"));
        Service.AssertIsServed(First);
        Assert.That(Service.ContainerId, Is.EqualTo(container));
        store.Empty();
        Host.Do($"systemctl restart {Name}");
        AssertRuns(Second);
        Erase(Name);
    }

    [Row(RowGroup.Failure, "the image was removed behind its back: the next start imports it")]
    public void A_removed_image_comes_back()
    {
        InstallAndStop();
        RemoveImages();

        AssertHeals();
    }

    private string Reference => $"localhost/{Name}:{First}-[0-9a-f]{{12}}";

    private void NeedsDaemon()
    {
        if (Column.IsPodman)
            DoesNotApply("podman has no daemon");
        // Its unit refuses the fourth start in a minute.
        Host.Do("systemctl reset-failed docker.service docker.socket");
    }
}
