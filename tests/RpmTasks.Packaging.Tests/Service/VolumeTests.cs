using RpmTasks.Packaging.Diagnostics;
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

    private static PackagePlan Plan(string volume) => Requests.Plan(Requests.Input.With(service => service with { Volumes = [new(volume)] }));
}
