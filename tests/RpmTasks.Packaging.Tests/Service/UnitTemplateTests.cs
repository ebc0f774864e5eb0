using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>A unit of the project's own.</summary>
public sealed class UnitTemplateTests
{
    private const string Unit = "\ufeff[Unit]\r\nDescription=@NAME@, 100%%\r\n[Service]\r\nExecStart=/usr/bin/podman run --name=@NAME@ --pull=never @RUNARGS@ @IMAGE@\r\n";

    [Test]
    public void Its_places_are_filled_and_the_rest_stays()
    {
        var plan = Plan(Unit, service => service with { Ports = ["80"], RunArguments = "-e 'A=@IMAGE@ $x'" });
        Assert.That(Requests.UnitOf(plan), Is.EqualTo(
            "[Unit]\nDescription=orders, 100%%\n[Service]\nExecStart=/usr/bin/podman run --name=orders --pull=never"
            + $" --stop-timeout=35 --security-opt=no-new-privileges --publish=80:80 --env-file=/etc/orders/orders.env -e \"A=@IMAGE@ $$x\" $ORDERS_RUN_ARGS {plan.Image.ConfigDigest}\n"));
    }

    [Test]
    public void Docker_is_given_the_content_tag()
    {
        var plan = Plan("[Service]\nExecStart=/usr/bin/docker run @IMAGE@\n", service => service with { Engine = "docker" });
        Assert.That(Requests.UnitOf(plan), Does.EndWith($"docker run localhost/orders:1.2.3-{plan.Image.ConfigDigest.Hex[..12]}\n"));
    }

    [Test]
    public void A_drop_in_ties_it_to_the_image()
    {
        var plan = Plan(Unit, service => service with { Volumes = [new("/var/lib/orders:/data")] });
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system/orders.service.d/10-image.conf"), Is.EqualTo("""
            [Unit]
            Requires=orders-image.service
            After=orders-image.service

            [Service]
            EnvironmentFile=-/etc/sysconfig/orders
            ExecStartPre=-/usr/libexec/orders/image adopt /var/lib/orders 0:0
            ExecStartPre=/usr/bin/systemd-tmpfiles --create orders.conf
            ExecStartPost=-/usr/libexec/orders/image prune

            """));
        Assert.That(plan.Spec.Files.Select(file => file.Path), Does.Contain("/usr/lib/systemd/system/orders.service.d"));
    }

    [TestCase("[Unit]\nDescription=@IMAGE@\n", "it has no section [Service]")]
    [TestCase("[Service]\nExecStart=/usr/bin/podman run nginx\n", "it does not contain @IMAGE@")]
    [TestCase("[Service]\nExecStart=/usr/bin/podman run @IMAGE@\nUser=a\u0007\n", "line 3 has a control character")]
    public void One_that_cannot_run_the_image_is_refused(string unit, string fault)
    {
        var refused = Assert.Throws<PackException>(() => Plan(unit, service => service))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT5047"));
        Assert.That(refused.Message, Does.Contain($"is no unit that runs the image: {fault}."));
    }

    [Test]
    public void One_without_a_place_for_arguments_loses_none_in_silence()
    {
        const string bare = "[Service]\nExecStart=/usr/bin/podman run --rm @IMAGE@\n";
        var refused = Assert.Throws<PackException>(() => Plan(bare, service => service with { ReadOnly = "true" }))!;
        Assert.That(refused.Message, Does.Contain(": it does not contain @RUNARGS@, so RpmServiceReadOnly would be lost."));
        Assert.That(Requests.UnitOf(Plan(bare, service => service)), Does.Contain("podman run --rm sha256:"));
    }

    [Test]
    public void Lines_for_the_generated_unit_have_no_place_in_it()
    {
        var refused = Assert.Throws<PackException>(() => Plan(Unit, service => service with { Options = [new("LimitNOFILE", "1")] }))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT5048"));
    }

    private static PackagePlan Plan(string unit, Func<ServiceInput, ServiceInput> change)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("orders.service"), unit);
        var input = Requests.Input with { Places = Requests.Input.Places with { ProjectFolder = folder.Path } };
        return Requests.Plan(input.With(service => change(service) with { UnitFile = "orders.service" }));
    }
}
