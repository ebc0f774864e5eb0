using System.Text.Json.Nodes;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Tests.Layers;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>RPMT5049: what the image declares as a volume, and an engine forgets with the container.</summary>
public sealed class LostVolumesTests
{
    [TestCase("podman", "service")]
    [TestCase("docker", "service")]
    [TestCase("podman", "quadlet")]
    public void A_volume_of_the_image_that_nothing_keeps_is_said(string engine, string kind)
    {
        var problem = Find(service => service with { Engine = engine, Kind = kind }, "/data").Single();
        Assert.That((problem.Rule.Code, problem.Rule.Severity), Is.EqualTo(("RPMT5049", Severity.Warning)));
        Assert.That(problem.Message, Does.StartWith("The image declares '/data' a volume").And.Contain("Keep it: RpmVolume=orders-data:/data."));
    }

    [Test]
    public void Each_of_several_gets_a_volume_of_its_own() =>
        Assert.That(Remedies(service => service, "/var/lib/mysql/", "/data"), Is.EqualTo(new[] { "orders-data:/data", "orders-var-lib-mysql:/var/lib/mysql" }));

    [Test]
    public void Each_instance_of_a_template_gets_its_own_too() =>
        Assert.That(Remedies(service => service with { Kind = "template" }, "/data"), Is.EqualTo(new[] { "orders-%i-data:/data" }));

    [TestCase("/data", "/data")]
    [TestCase("/data/", "/data")]
    [TestCase("data", "/data")]
    [TestCase("/data/deep", "/data")]
    public void A_volume_at_the_path_or_above_it_keeps_it(string declared, string target) =>
        Assert.That(Find(service => service with { Volumes = [new("orders-data:" + target)] }, declared), Is.Empty);

    [TestCase("/data", "/data/deep")]
    [TestCase("/data", "/database")]
    public void A_volume_beside_or_below_it_does_not(string declared, string target) =>
        Assert.That(Find(service => service with { Volumes = [new("orders-data:" + target)] }, declared), Has.Length.EqualTo(1));

    [TestCase("-v orders-data:/data")]
    [TestCase("-vorders-data:/data:z")]
    [TestCase("-v=orders-data:/data")]
    [TestCase("-qv orders-data:/data")]
    [TestCase("--volume orders-data:/data")]
    [TestCase("--volume=orders-data:/data/")]
    [TestCase("--volume=/data")]
    [TestCase("--tmpfs /data")]
    [TestCase("--tmpfs=/data:size=64m")]
    [TestCase("--mount type=bind,source=/srv/orders,target=/data")]
    [TestCase("--mount=type=volume,src=orders,dst=/data")]
    [TestCase("--mount type=tmpfs,destination=/data")]
    [TestCase("--image-volume=tmpfs")]
    [TestCase("--volumes-from other")]
    public void The_engines_own_words_keep_it_too(string arguments) =>
        Assert.That(Find(service => service with { RunArguments = arguments }, "/data"), Is.Empty);

    [TestCase("-e v=/data")]
    [TestCase("--volume=/data:/srv")]
    [TestCase("--mount type=bind,source=/data,target=/srv")]
    [TestCase("-w /data")]
    public void Words_that_mount_something_elsewhere_do_not(string arguments) =>
        Assert.That(Find(service => service with { RunArguments = arguments }, "/data"), Has.Length.EqualTo(1));

    [Test]
    public void A_unit_of_the_projects_own_says_itself_what_is_kept()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("orders.service"), "[Service]\nExecStart=/usr/bin/podman run --volume=/srv/a:/data @IMAGE@\n");
        var input = Requests.Input with { Places = Requests.Input.Places with { ProjectFolder = folder.Path } };
        Assert.That(Find(input.With(service => service with { UnitFile = "orders.service" }), "/data"), Is.Empty);
    }

    [Test]
    public void Of_several_services_the_one_that_loses_it_is_named()
    {
        var problems = Find(service => service with { Units = [Requests.Unit("api", ("Volume", "/srv/a:/data")), Requests.Unit("worker")] }, "/data");
        Assert.That(problems.Single().Message, Does.StartWith("RpmServiceUnit 'worker': The image declares '/data'").And.Contain("RpmVolume=orders-data:/data"));
    }

    [Test]
    public void What_all_of_several_lose_is_said_once() =>
        Assert.That(Find(service => service with { Units = [Requests.Unit("api"), Requests.Unit("worker")] }, "/data").Single().Message, Does.StartWith("The image declares '/data'"));

    [Test]
    public void A_pack_says_it_and_makes_the_package()
    {
        using var project = new LayeredProject();
        var image = project.File("with-volume");
        LayeredImage.Write(image, new JsonObject { ["Cmd"] = new JsonArray("/bin/app"), ["Volumes"] = new JsonObject { ["/data"] = new JsonObject() } }, LayeredProject.Layer("one"));
        var input = project.Project("orders", "one");

        project.Pack(input with { Image = input.Image with { Image = "oci:" + image } });

        Assert.That(project.Warnings.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { "RPMT5049" }));
    }

    private static string[] Remedies(Func<ServiceInput, ServiceInput> change, params string[] declared) =>
        [.. Find(change, declared).Select(problem => problem.Message.Split("RpmVolume=")[1].Split(". ")[0])];

    private static Problem[] Find(Func<ServiceInput, ServiceInput> change, params string[] declared) => Find(Requests.Input.With(change), declared);

    private static Problem[] Find(PackInput input, params string[] declared) => [.. LostVolumes.Find(Requests.Plan(input).Service!, Config(declared))];

    private static ImageConfig Config(string[] volumes)
    {
        var declared = new JsonObject(volumes.Select(path => KeyValuePair.Create<string, JsonNode?>(path, new JsonObject())));
        var config = new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject { ["Volumes"] = declared },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray() },
        };
        return ImageConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(config.ToJsonString()), "the test's config");
    }
}
