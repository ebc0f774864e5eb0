using System.Security.Cryptography;
using System.Text;

using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>
/// What the helper says and does when something is wrong, with stand-ins for the engine, systemctl and logger: the engine refuses each
/// import with the words in the file "says", and has one container, whose owner is in the file "owner".
/// </summary>
public sealed class HelperFailureTests
{
    private const string Engine = """
        #!/bin/sh
        cd "$(dirname "$0")"
        [ "$1" != --events-backend=none ] || shift
        echo "$*" >>calls
        case "$1 $2" in
        "pull -q"|"load -q"|"version --format") cat says >&2; [ ! -s says ]; exit ;;
        "container inspect")
            case "$4" in
            *Labels*) cat owner 2>/dev/null; exit ;;
            *Health.Status*) health=$(head -n 1 health); sed -i 1d health; echo "$health" ;;
            *) printf 'first\nlast words\n\n' ;;
            esac ;;
        "rm -f")
            if [ -e removing ]; then sed -i 1d removing; [ -s removing ] || unlink owner; echo "Error: removal is in progress" >&2; exit 1; fi
            if [ -e stuck ]; then unlink stuck; echo "Error: cannot stop it" >&2; exit 1; fi
            unlink owner ;;
        "image inspect") exit 1 ;;
        esac
        """;

    private const string Reference = "localhost/orders:1.2.3-";
    private const string Whole = "'rpm -V orders' shows whether files of the package are damaged";
    private const string Damaged = "files of the package are damaged: 'rpm -V orders' shows which, 'dnf reinstall orders' brings them back";

    private TemporaryFolder _folder = null!;
    private PackagePlan _plan = null!;

    private string Layer => Path.Combine(_folder.File("image"), "blobs", "sha256", Digest("layer"));

    [SetUp]
    public void MakeTools()
    {
        RealTool.Require("sh", "sha256sum");
        _folder = new TemporaryFolder();
        Program("podman", Engine);
        Program("docker", Engine);
        Program("systemctl", "#!/bin/sh\ncase \"$2\" in\n--property=RequiredBy) echo orders.service orders@2.service ;;\n--property=LoadState) cat \"$(dirname \"$0\")/state\" ;;\n*) echo failed ;;\nesac\n");
        Program("logger", "#!/bin/sh\n[ ! -e \"$(dirname \"$0\")/no-logger\" ] && cat >\"$(dirname \"$0\")/logged\"\n");
        File.WriteAllText(_folder.File("says"), "");
    }

    [TearDown]
    public void RemoveTools() => _folder.Dispose();

    [TestCase("Error: no luck.\n", "no luck; " + Whole)]
    [TestCase("Trying\n\nError: the cause\n", "the cause; " + Whole)]
    [TestCase("Error: writing blob: /x: no space left on device\n", "writing blob: /x: no space left on device; make room ('df -h' shows where it lacks)")]
    [TestCase("Error: Source image rejected: Running image oci:/x is rejected by policy.\n", "Source image rejected: Running image oci:/x is rejected by policy; allow local images in /etc/containers/policy.json")]
    [TestCase("Error: open /etc/containers/policy.json: no such file\n", "open /etc/containers/policy.json: no such file; allow local images in /etc/containers/policy.json")]
    public void A_refused_import_is_one_line_with_the_engines_last_words_and_a_remedy(string says, string line)
    {
        Write("podman");
        File.WriteAllText(_folder.File("says"), says);
        Assert.That(Run("ensure"), Is.EqualTo((1, $"podman cannot import {Name}: {line}\n")));
    }

    [Test]
    public void A_damaged_or_missing_blob_is_known_by_its_name()
    {
        Write("podman");
        File.WriteAllText(_folder.File("says"), "Error: no luck\n");
        File.AppendAllText(Layer, "x");
        Assert.That(Run("ensure"), Is.EqualTo((1, $"podman cannot import {Name}: no luck; {Damaged}\n")));
        File.Delete(Layer);
        Assert.That(Run("ensure"), Is.EqualTo((1, $"podman cannot import {Name}: no luck; {Damaged}\n")));
        Directory.Delete(_folder.File("image"), recursive: true);
        Assert.That(Run("ensure"), Is.EqualTo((1, $"podman cannot import {Name}: no luck; {Damaged}\n")));
    }

    [Test]
    public void Docker_gets_nothing_of_which_a_file_is_damaged()
    {
        Write("docker");
        File.AppendAllText(Layer, "x");
        Assert.That(Run("ensure"), Is.EqualTo((1, $"docker cannot import {Name}: its blob {Digest("layer")} is damaged; {Damaged}\n")));
        Assert.That(File.ReadAllLines(_folder.File("calls")), Does.Not.Contain("load -q"));
    }

    [TestCase("podman", "no luck")]
    [TestCase("docker", null)]
    public void A_layer_of_another_package_is_known_by_its_link(string engine, string? cause)
    {
        Write(engine);
        var other = $"container-layer-{Digest("layer")[..16]}";
        File.WriteAllText(_folder.File("says"), cause is null ? "" : $"Error: {cause}\n");
        Program("rpm", "#!/bin/sh\n[ -e \"$(dirname \"$0\")/$2\" ]\n");
        File.Delete(Layer);
        File.CreateSymbolicLink(Layer, _folder.File("shared"));
        cause ??= $"its blob {Digest("layer")} is missing";

        Assert.That(Run("ensure"), Is.EqualTo((1, $"{engine} cannot import {Name}: {cause}; packages of layers are missing: 'dnf install {other}' brings them back\n")));
        File.WriteAllText(_folder.File(other), "");
        Assert.That(Run("ensure"), Is.EqualTo((1, $"{engine} cannot import {Name}: {cause}; files of the package are damaged: 'rpm -V {other}' shows which, 'dnf reinstall {other}' brings them back\n")));
    }

    [Test]
    public void Several_packages_that_are_damaged_or_missing_are_in_one_line()
    {
        Write("podman", "first", "second", "third");
        string[] others = [.. new[] { "first", "second", "third" }.Select(layer => $"container-layer-{Digest(layer)[..16]}")];
        Program("rpm", $"#!/bin/sh\n[ $2 != {others[1]} ]\n");
        File.WriteAllText(_folder.File("says"), "Error: no luck\n");
        foreach (var layer in (string[])["first", "second", "third"])
            File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(Layer)!, Digest(layer)), _folder.File("shared", layer));
        Directory.CreateDirectory(_folder.File("shared"));
        File.WriteAllText(_folder.File("shared", "first"), "firs?");
        File.WriteAllText(_folder.File("shared", "third"), "third");
        File.Delete(Layer);

        var damaged = string.Join(' ', others[0], "orders");
        Assert.That(Run("ensure"), Is.EqualTo((1,
            $"podman cannot import {Name}: no luck; packages of layers are missing: 'dnf install {others[1]}' brings them back; "
            + $"files of packages are damaged: 'rpm -V {damaged}' shows which, 'dnf reinstall {damaged}' brings them back\n")));
    }

    [Test]
    public void An_image_that_is_not_the_packaged_one_loses_its_name()
    {
        Write("docker");
        Assert.That(Run("ensure"), Is.EqualTo((1, $"docker cannot import {Name}: another image came of it; {Whole}\n")));
        Assert.That(File.ReadAllLines(_folder.File("calls")), Does.Contain("rmi " + Name));
    }

    [Test]
    public void The_journals_of_all_that_wait_for_the_image_get_the_line()
    {
        Write("podman");
        File.WriteAllText(_folder.File("says"), "Error: no luck\n");
        Assert.That(Run("ensure", "JOURNAL_STREAM=8:1"), Is.EqualTo((1, "")));
        Assert.That(File.ReadAllText(_folder.File("logged")), Is.EqualTo($"""
            MESSAGE=podman cannot import {Name}: no luck; {Whole}
            PRIORITY=3
            SYSLOG_IDENTIFIER=orders-image
            OBJECT_SYSTEMD_UNIT=orders-image.service
            OBJECT_SYSTEMD_UNIT=orders.service
            OBJECT_SYSTEMD_UNIT=orders@2.service

            """));
    }

    [Test]
    public void Without_a_logger_for_the_journal_the_line_is_the_images_alone()
    {
        Write("podman");
        File.WriteAllText(_folder.File("says"), "Error: no luck\n");
        File.WriteAllText(_folder.File("no-logger"), "");
        Assert.That(Run("ensure", "JOURNAL_STREAM=8:1"), Is.EqualTo((1, $"podman cannot import {Name}: no luck; {Whole}\n")));
    }

    [TestCase("masked", "masked: 'systemctl unmask docker.service docker.socket'")]
    [TestCase("loaded", "failed: 'journalctl -u docker' says why")]
    [TestCase("not-found", "missing: install docker, which runs this service")]
    public void A_docker_that_does_not_answer_has_a_reason(string state, string reason)
    {
        Write("docker");
        File.WriteAllText(_folder.File("says"), "Cannot connect to the Docker daemon\n");
        File.WriteAllText(_folder.File("state"), state + "\n");
        Assert.That(Run("ensure"), Is.EqualTo((1, $"docker does not answer, docker.service is {reason} (Cannot connect to the Docker daemon)\n")));
    }

    [TestCase("podman")]
    [TestCase("docker")]
    public void A_container_of_somebody_else_stays(string engine)
    {
        Write(engine);
        File.WriteAllText(_folder.File("owner"), "other.service\n");
        File.WriteAllText(_folder.File("cid"), "1");
        var line = $"there is a container orders that is not of orders.service: remove it ('{engine} rm orders') or rename it ('{engine} rename orders OTHER')\n";
        Assert.That(Run($"claim orders orders.service {_folder.File("cid")}"), Is.EqualTo((1, line)));
        Assert.That(Run("claim orders orders.service", "JOURNAL_STREAM=8:1"), Is.EqualTo((1, "<3>" + line)));
        Assert.That(File.Exists(_folder.File("owner")) && File.Exists(_folder.File("cid")));
    }

    [TestCase("podman")]
    [TestCase("docker")]
    public void A_container_that_a_crash_left_is_removed(string engine)
    {
        Write(engine);
        File.WriteAllText(_folder.File("owner"), "orders.service\n");
        File.WriteAllText(_folder.File("stuck"), "");
        File.WriteAllText(_folder.File("cid"), "1");
        Assert.That(Run($"claim orders orders.service {_folder.File("cid")}"), Is.EqualTo((0, "")));
        Assert.That(File.Exists(_folder.File("owner")) || File.Exists(_folder.File("cid")), Is.False);
    }

    /// <summary>docker itself removes the container of a process that ended, and refuses to do so twice.</summary>
    [TestCase(1, 0)]
    [TestCase(3, 0)]
    [TestCase(9, 1)]
    public void A_container_that_is_being_removed_is_waited_for(int attempts, int exitCode)
    {
        Write("docker");
        File.WriteAllText(_folder.File("owner"), "orders.service\n");
        File.WriteAllText(_folder.File("removing"), string.Concat(Enumerable.Repeat("\n", attempts)));
        var line = exitCode == 0 ? "" : "the container orders of an earlier start cannot be removed: removal is in progress\n";
        Assert.That(Run("claim orders orders.service"), Is.EqualTo((exitCode, line)));
    }

    [Test]
    public void A_name_that_is_free_costs_one_call()
    {
        Write("podman");
        Assert.That(Run("claim orders orders.service"), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllLines(_folder.File("calls")), Has.Length.EqualTo(1));
    }

    [TestCase("docker", "orders.service", true)]
    [TestCase("docker", "other.service", false)]
    [TestCase("podman", "orders.service", true)]
    [TestCase("podman", "other.service", false)]
    public void Only_its_own_container_is_released(string engine, string owner, bool isReleased)
    {
        Write(engine);
        File.WriteAllText(_folder.File("cid"), "1");
        File.WriteAllText(_folder.File("owner"), owner + "\n");
        Assert.That(Run($"release orders orders.service {_folder.File("cid")}"), Is.EqualTo((0, "")));
        Assert.That(File.Exists(_folder.File("owner")), Is.EqualTo(!isReleased));
        Assert.That(File.Exists(_folder.File("cid")), Is.False);
        // podman's rm stops in order, docker's kills.
        Assert.That(File.ReadAllText(_folder.File("calls")).Contains("stop orders", StringComparison.Ordinal), Is.EqualTo(isReleased && engine == "docker"));
    }

    [TestCase("success", false, false, Description = "podman removed both when the unit stopped it")]
    [TestCase("success", true, true, Description = "the first of version 4 leave the file")]
    [TestCase("exit-code", false, true)]
    [TestCase("timeout", true, true)]
    public void After_a_clean_stop_podman_is_not_asked_what_is_left(string result, bool hasFile, bool isAsked)
    {
        Write("podman");
        if (hasFile)
            File.WriteAllText(_folder.File("cid"), "1");
        Assert.That(Run($"release orders orders.service {_folder.File("cid")}", "SERVICE_RESULT=" + result), Is.EqualTo((0, "")));
        Assert.That(File.Exists(_folder.File("calls")), Is.EqualTo(isAsked));
        Assert.That(File.Exists(_folder.File("cid")), Is.False);
    }

    [Test]
    public void Waiting_ends_when_the_app_is_well()
    {
        Write("docker");
        File.WriteAllText(_folder.File("health"), "\nstarting\nstarting\nhealthy\n");
        Assert.That(Run("wait orders", "MAINPID=$$"), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllText(_folder.File("health")), Is.Empty);
    }

    [Test]
    public void Waiting_fails_when_the_app_is_not_well_or_gone()
    {
        Write("docker");
        File.WriteAllText(_folder.File("health"), "starting\nunhealthy\n");
        Assert.That(Run("wait orders", "MAINPID=$$"), Is.EqualTo((1, "the app is not well: last words\n")));
        Assert.That(Run("wait orders", "MAINPID=4194305"), Is.EqualTo((1, "")), "a number that no process can have");
    }

    private string Name => Reference + _plan.Image.ConfigDigest.Hex[..12];

    private (int ExitCode, string Error) Run(string arguments, string variable = "X=")
    {
        var result = RealTool.Run("sh", "-c", $"PATH={_folder.File(".")}:$PATH {variable} exec sh {_folder.File("helper")} {arguments}");
        return (result.ExitCode, result.Error);
    }

    private void Program(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        RealTool.Run("chmod", "+x", _folder.File(name));
    }

    /// <summary>The helper of a package whose image directory, with a manifest and one blob, is in the folder.</summary>
    private void Write(string engine, params string[] shared)
    {
        _plan = Requests.Plan(Requests.Input.With(service => service with { Engine = engine }));
        var layers = shared.Append("layer").Select(layer => $"{{\"digest\": \"sha256:{Digest(layer)}\"}}");
        var manifest = $"[{string.Join(", ", layers)}, {{\"org.opencontainers.image.base.digest\":\"sha256:{Digest("base")}\"}}]";
        Directory.CreateDirectory(Path.GetDirectoryName(Layer)!);
        File.WriteAllText(Layer, "layer");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Layer)!, Digest(manifest)), manifest);
        File.WriteAllText(_folder.File("helper"), Requests.TextOf(_plan, "/usr/libexec/orders/image")
            .Replace($"/usr/bin/{engine}", _folder.File(engine), StringComparison.Ordinal)
            .Replace("/usr/share/orders/image", _folder.File("image"), StringComparison.Ordinal)
            .Replace("manifest=" + _plan.Service!.Image.ManifestDigest.Hex, "manifest=" + Digest(manifest), StringComparison.Ordinal));
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
