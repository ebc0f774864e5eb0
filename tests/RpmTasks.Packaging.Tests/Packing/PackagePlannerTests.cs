using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Packing;

public sealed class PackagePlannerTests
{
    [Test]
    public void A_service_package_owns_exactly_these_paths()
    {
        var plan = Requests.Plan(Requests.Input);
        string[] blobs = [.. plan.Image.Files.Where(file => file.Path.StartsWith("blobs/", StringComparison.Ordinal)).Select(file => $"-644 root root {FileFlags.None} /usr/share/orders/image/{file.Path}")];
        string[] others =
        [
            "d755 root root None /etc/orders",
            "-640 root root Config, NoReplace /etc/orders/orders.env",
            "-644 root root Config, NoReplace /etc/sysconfig/orders",
            "-644 root root None /usr/lib/systemd/system/orders-image.service",
            "-644 root root None /usr/lib/systemd/system/orders.service",
            "d755 root root None /usr/libexec/orders",
            "-755 root root None /usr/libexec/orders/image",
            "d755 root root None /usr/share/doc/orders",
            "-644 root root Doc /usr/share/doc/orders/README.md",
            "-644 root root Doc /usr/share/doc/orders/orders.spdx.json",
            "d755 root root None /usr/share/orders",
            "d755 root root None /usr/share/orders/image",
            "d755 root root None /usr/share/orders/image/blobs",
            "d755 root root None /usr/share/orders/image/blobs/sha256",
            "-644 root root None /usr/share/orders/image/index.json",
            "-644 root root None /usr/share/orders/image/manifest.json",
            "-644 root root None /usr/share/orders/image/oci-layout",
        ];
        var files = plan.Spec.Files.Select(file =>
            $"{(file.Kind == FileKind.Directory ? 'd' : '-')}{Convert.ToString(file.Mode, 8)} {file.Owner} {file.Group} {file.Flags} {file.Path}");
        Assert.That(files, Is.EquivalentTo(others.Concat(blobs)));
    }

    [TestCase("", "Orders - 1.2.3-1")]
    [TestCase("0", "Orders - 0:1.2.3-1")]
    [TestCase("2", "Orders - 2:1.2.3-1")]
    public void The_change_log_of_its_own_names_the_whole_version(string epoch, string expected)
    {
        var input = Requests.Input with { Metadata = Requests.Input.Metadata with { Epoch = epoch } };
        Assert.That(Requests.Plan(input).Spec.Changelog.Single().Author, Is.EqualTo(expected));
    }

    [Test]
    public void Without_a_service_it_is_the_image_and_its_bill_alone()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Service = "false" }));
        Assert.That(plan.Spec.Files.Select(file => file.Path).Where(path => !path.StartsWith("/usr/share/orders", StringComparison.Ordinal)), Is.EqualTo(new[] { "/usr/share/doc/orders", "/usr/share/doc/orders/orders.spdx.json" }));
        Assert.That(plan.Spec.Scriptlets, Is.Empty);
        Assert.That(Requirements(plan), Is.Empty);
    }

    [TestCase("", "", "podman >= 4.4")]
    [TestCase("docker", "", "(docker-ce or moby-engine or docker-engine or docker)", "tar")]
    [TestCase("docker", "docker-ce >= 26", "docker-ce >= 26", "tar")]
    public void The_engine_is_required(string engine, string requires, params string[] expected)
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Engine = engine, EngineRequires = requires }));
        var written = Requirements(plan).Select(dependency => $"{dependency.Name}{(dependency.Version.Length > 0 ? " >= " + dependency.Version : "")}");
        Assert.That(written, Is.EqualTo((string[])[.. expected, "systemd"]));
        const Sense scriptlets = Sense.ScriptPre | Sense.ScriptPost | Sense.ScriptPreUn | Sense.ScriptPostUn | Sense.PostTransaction;
        Assert.That(Requirements(plan)[^1].Flags, Is.EqualTo(scriptlets));
    }

    private static RpmDependency[] Requirements(PackagePlan plan) => [.. plan.Spec.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Requires)];

    [TestCase("orders", false)]
    [TestCase("my+orders", true)]
    public void Tar_is_required_where_the_helper_calls_it(string name, bool isRequired)
    {
        var plan = Requests.Plan(Requests.Input with { Metadata = Requests.Input.Metadata with { Name = name } });
        Assert.That(Requests.TextOf(plan, $"/usr/libexec/{name}/image").Contains("tar -C", StringComparison.Ordinal), Is.EqualTo(isRequired));
        Assert.That(plan.Spec.Dependencies.Any(dependency => dependency.Name == "tar"), Is.EqualTo(isRequired));
    }

    [Test]
    public void Identity_and_texts_have_their_defaults_from_the_project()
    {
        var spec = Requests.Plan(Requests.Input).Spec;
        Assert.That((spec.Name, spec.Version, spec.Release, spec.Architecture), Is.EqualTo(("orders", "1.2.3", "1", "x86_64")));
        Assert.That(spec.Summary, Is.EqualTo("Takes orders"));
        Assert.That(spec.Description, Is.EqualTo("Takes orders. Keeps them."));
        Assert.That((spec.License, spec.BuildHost, spec.Group), Is.EqualTo(("Unspecified", "localhost", "System Environment/Daemons")));
        Assert.That(spec.Changelog.Single(), Is.EqualTo(new ChangelogEntry(new DateOnly(2000, 1, 1), "Orders - 1.2.3-1", "- Version 1.2.3")));
    }

    [Test]
    public void Every_time_is_the_one_of_SOURCE_DATE_EPOCH()
    {
        var input = Requests.Input with { Places = Requests.Input.Places with { SourceDateEpoch = "1767225600" } };
        var spec = Requests.Plan(input).Spec;
        Assert.That(spec.BuildTime, Is.EqualTo(1767225600));
        Assert.That(spec.Files.Select(file => file.ModifiedAt), Has.All.EqualTo(1767225600));
    }

    [TestCase("enable", "enable orders.service\n")]
    [TestCase("disable", "disable orders.service\n")]
    public void A_preset_comes_only_when_asked_for(string enable, string preset)
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Enable = enable }));
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system-preset/50-orders.preset"), Is.EqualTo(preset));
    }

    [Test]
    public void The_service_can_have_a_name_of_its_own()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Name = "7-orders.api" }));
        Assert.That(plan.Spec.Files.Select(file => file.Path), Does.Contain("/usr/lib/systemd/system/7-orders.api.service")
            .And.Contain("/usr/lib/systemd/system/orders-image.service").And.Contain("/etc/sysconfig/7-orders.api"));
        Assert.That(Requests.TextOf(plan, "/etc/sysconfig/7-orders.api"), Does.EndWith("\n_7_ORDERS_API_RUN_ARGS=\"\"\n"));
    }

    [Test]
    public void Environment_stands_in_its_file_and_nowhere_else()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Environment = [new("GREETING", "a = 'b' $c #d")] }));
        Assert.That(Requests.TextOf(plan, "/etc/orders/orders.env"), Does.EndWith("\nGREETING=a = 'b' $c #d\n"));
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system/orders.service"), Does.Not.Contain("GREETING"));
    }

    [Test]
    public void Scriptlets_are_shell_and_end_well()
    {
        RealTool.Require("sh");
        foreach (var start in (string[])["", "true"])
        {
            foreach (var restart in (string[])["", "false"])
            {
                var plan = Requests.Plan(Requests.Input.With(service => service with { Start = start, RestartOnUpgrade = restart }));
                foreach (var body in plan.Spec.Scriptlets.Select(scriptlet => scriptlet.Body).Append(Requests.TextOf(plan, "/usr/libexec/orders/image")))
                {
                    Assert.That(RealTool.Run("sh", "-n", "-c", body).All, Is.Empty);
                    Assert.That(body.TrimEnd(), Does.EndWith("\nexit 0"));
                    Assert.That(body, Does.Not.Contain("\r"));
                }
            }
        }
    }
}
