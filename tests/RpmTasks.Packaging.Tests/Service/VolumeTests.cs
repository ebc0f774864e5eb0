using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>Data of the app on the host.</summary>
public sealed class VolumeTests
{
    private const string DirectoriesFile = "/usr/lib/tmpfiles.d/orders.conf";

    [TestCase("/var/lib/orders:/data", "--volume=/var/lib/orders:/data:Z")]
    [TestCase("/var/lib/orders:/data:z,U", "--volume=/var/lib/orders:/data:z,U")]
    [TestCase("/var/lib/orders:/data:idmap", "--volume=/var/lib/orders:/data:idmap,Z")]
    [TestCase("/etc/pki:/etc/pki:ro", "--volume=/etc/pki:/etc/pki:ro")]
    [TestCase("/run/docker.sock:/run/docker.sock", "--volume=/run/docker.sock:/run/docker.sock")]
    [TestCase("orders-data:/data", "--volume=orders-data:/data")]
    [TestCase("/srv/50% of it/$x:/data:ro", "\"--volume=/srv/50%% of it/$$x:/data:ro\"")]
    public void A_volume_reaches_the_engine(string volume, string argument) =>
        Assert.That(Requests.UnitOf(Plan(volume)), Does.Contain($" {argument} --env-file="));

    [TestCase("podman")]
    [TestCase("docker")]
    public void A_directory_for_data_is_made_before_each_start(string engine)
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Engine = engine, Volumes = [new("/var/lib/orders:/data", "1654:1655"), new("/srv/a b%:/b", Mode: "0700")] }));
        Assert.That(Requests.UnitOf(plan), Does.Contain("\nExecStartPre=-/usr/libexec/orders/image adopt /var/lib/orders 1654:1655\nExecStartPre=/usr/bin/systemd-tmpfiles --create orders.conf\nExecStart="));
        Assert.That(Requests.TextOf(plan, DirectoriesFile).Split('\n')[1..], Is.EqualTo(new[] { "d \"/var/lib/orders\" 0750 1654 1655 -", "d \"/srv/a b%%\" 0700 0 0 -", "" }));
    }

    [TestCase("/etc/pki:/etc/pki")]
    [TestCase("/var/lib/orders:/data:ro")]
    [TestCase("orders-data:/data")]
    public void What_is_not_the_apps_own_data_is_not_made(string volume)
    {
        var plan = Plan(volume);
        Assert.That(plan.Spec.Files.Select(file => file.Path), Does.Not.Contain(DirectoriesFile));
        Assert.That(Requests.UnitOf(plan), Does.Not.Contain("tmpfiles").And.Not.Contain("adopt"));
    }

    [TestCase("4711", "4711 4711")]
    [TestCase("4711:4712", "4711 4712")]
    public void It_belongs_to_the_user_of_the_container(string user, string owner)
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { User = user, Volumes = [new("/var/lib/orders:/data")] }));
        Assert.That(Requests.TextOf(plan, DirectoriesFile), Does.Contain($"0750 {owner} -\n"));
    }

    [Test]
    public void A_user_known_by_name_alone_is_asked_for_by_number()
    {
        var input = Requests.Input.With(service => service with { User = "nginx", Volumes = [new("/var/lib/orders:/data")] });
        var refused = Assert.Throws<PackException>(() => Requests.Plan(input))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT5037"));
        Assert.That(refused.Problems.Single().Message, Does.StartWith("RpmVolume '/var/lib/orders:/data' is made on the host, but the image runs as 'nginx'"));
    }

    [Test]
    public void The_lines_are_those_of_systemd_tmpfiles()
    {
        RealTool.Require("systemd-tmpfiles", "stat");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        var plan = Requests.Plan(Requests.Input.With(service => service with { Volumes = [new("/var/lib/50% \"x\"/y\\z:/data", "1654:1655", "0710")] }));
        File.WriteAllText(folder.File("orders.conf"), Requests.TextOf(plan, DirectoriesFile));
        var made = RealTool.Run("systemd-tmpfiles", "--root=" + folder.File("root"), "--create", folder.File("orders.conf"));
        Assert.That(made.ExitCode, Is.Zero, made.All);
        Assert.That(RealTool.Run("stat", "-c", "%a %u %g", folder.File("root", "var", "lib", "50% \"x\"", "y\\z")).Output, Is.EqualTo("710 1654 1655\n"));
    }

    [TestCase("/var/lib/containers/storage:/s")]
    [TestCase("/var/lib/docker/containers:/c")]
    [TestCase("/var/lib/rpm/x:/x")]
    [TestCase("/var/lib/systemd:/x")]
    [TestCase("/var/lib/systemd/timers:/x")]
    [TestCase("/var/lib/dbus:/x")]
    [TestCase("/var/lib/selinux/targeted:/x")]
    [TestCase("/var/lib/sss/db:/x")]
    [TestCase("/var/lib/dnf:/x")]
    [TestCase("/var/cache/dnf:/x")]
    [TestCase("/var/cache/yum/x86_64:/x")]
    [TestCase("/var/log/journal:/logs")]
    [TestCase("/var/log/journal:/logs:rw,z")]
    [TestCase("/var/log/audit:/logs")]
    [TestCase("/boot/efi:/efi")]
    [TestCase("/dev/sda:/disk")]
    [TestCase("/proc/sys:/x")]
    [TestCase("/sys/fs/cgroup:/x")]
    [TestCase("/run/systemd:/x")]
    [TestCase("/run/systemd/private:/x")]
    [TestCase("/var/run/systemd/private:/x")]
    public void What_another_program_keeps_is_nobodys_to_write_to(string volume)
    {
        var (source, target) = (volume.Split(':')[0], volume.Split(':')[1]);
        foreach (var engine in (string[])["podman", "docker"])
        {
            var refused = Assert.Throws<PackException>(() => Requests.Plan(Requests.Input.With(service => service with { Engine = engine, Volumes = [new(volume)] })))!.Problems.Single();
            Assert.That(refused.Rule.Code, Is.EqualTo("RPMT5035"));
            Assert.That(refused.Message, Does.StartWith($"RpmVolume gives the container '{source}', a directory of the system, to write to.").And.EndWith($"or mount it read-only: {source}:{target}:ro."));
        }

        Assert.That(() => Plan($"{source}:{target}:ro"), Throws.Nothing);
    }

    [TestCase("/var/lib/dockers:/x")]
    [TestCase("/var/lib/systemd-journal-remote:/x")]
    [TestCase("/var/log/orders:/x")]
    [TestCase("/var/log/journals:/x")]
    [TestCase("/var/cache/orders:/x")]
    [TestCase("/run/docker.sock:/x")]
    [TestCase("/var/run/docker.sock:/x")]
    [TestCase("/run/podman/podman.sock:/x")]
    [TestCase("/run/systemd-orders:/x")]
    [TestCase("docker:/x")]
    public void What_only_looks_like_it_can_be_mounted(string volume) => Assert.That(() => Plan(volume), Throws.Nothing);

    [TestCase("/var/lib/orders/%i:/data", "/var/lib/orders/%i/cache:/cache", "/var/lib/orders/%i")]
    [TestCase("/var/lib/orders/%i/cache:/cache", "/var/lib/orders/%i:/data", "/var/lib/orders/%i")]
    [TestCase("/srv/orders:/all", "/srv/orders/%i:/own", "/srv/orders")]
    public void Root_makes_no_directory_of_an_instance_where_a_container_could_put_a_link(string one, string other, string above)
    {
        var refused = Assert.Throws<PackException>(() => Template(one, other))!.Problems.Single();
        Assert.That(refused.Rule.Code, Is.EqualTo("RPMT5034"));
        Assert.That(refused.Text, Does.Contain($": it is made below {above}, a volume of the same service,").And.EndWith("put the two side by side."));
    }

    [TestCase("/var/lib/orders/%i:/data", "/var/lib/orders/%i-cache:/cache", TestName = "side by side")]
    [TestCase("/var/lib/orders/%i:/data:ro", "/var/lib/orders/%i/cache:/cache", TestName = "below what it cannot write to")]
    [TestCase("/srv/orders:/all", "/srv/orders/shared:/shared", TestName = "made by systemd-tmpfiles")]
    [TestCase("orders-%i:/data", "/var/lib/orders/%i:/cache", TestName = "a volume of the engine")]
    public void Elsewhere_it_does(string one, string other) => Assert.That(() => Template(one, other), Throws.Nothing);

    [Test]
    public void Without_an_engine_systemd_makes_them_itself() =>
        Assert.That(
            () => RequestReader.Read(Requests.App.With(service => service with { Engine = "systemd", Kind = "template", Volumes = [new("/var/lib/x/%i:/var/lib/x/%i"), new("/var/lib/x/%i/y:/var/lib/x/%i/y")] })),
            Throws.Nothing);

    private static PackagePlan Template(params string[] volumes) =>
        Requests.Plan(Requests.Input.With(service => service with { Kind = "template", Volumes = [.. volumes.Select(volume => new VolumeInput(volume))] }));

    private static PackagePlan Plan(string volume) => Requests.Plan(Requests.Input.With(service => service with { Volumes = [new(volume)] }));
}
