using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>The helper's decisions, with a stand-in for the engine that keeps its images in a text file: "NAME ID" lines.</summary>
public sealed class ImageHelperTests
{
    private const string Engine = """
        #!/bin/sh
        store=$(dirname "$0")/images
        [ "$1" != --events-backend=none ] || shift
        case "$1 $2" in
        "image inspect") while read -r name id; do case "$5" in "$name"|"$id") echo "sha256:$id"; exit 0 ;; esac; done <"$store"; exit 1 ;;
        "images --filter") cut -d' ' -f1 "$store" ;;
        "pull -q") echo "localhost/pulled:latest $(cat "$(dirname "$0")/pulls")" >>"$store" ;;
        "load -q") cat >/dev/null; echo "localhost/loaded:latest $(cat "$(dirname "$0")/pulls")" >>"$store" ;;
        tag*) grep -q " $2$" "$store" && echo "$3 $2" >>"$store" ;;
        rmi*) grep -v "^$2 " "$store" >"$store.new"; mv "$store.new" "$store" ;;
        esac
        """;

    private const string Others = "docker.io/library/app:1 0000\nlocalhost/orders2:1-x 0000\nlocalhost/orders:0.9-old 0000\n";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeEngine()
    {
        RealTool.Require("sh");
        _folder = new TemporaryFolder();
        File.WriteAllText(_folder.File("engine"), Engine);
        RealTool.Run("chmod", "+x", _folder.File("engine"));
    }

    [TearDown]
    public void RemoveEngine() => _folder.Dispose();

    [Test]
    public void Ensure_imports_once_and_names_the_image()
    {
        var (reference, id) = Write("orders", Others);
        var first = RealTool.Run("sh", _folder.File("helper"), "ensure");
        Assert.That((first.ExitCode, first.Error), Is.EqualTo((0, "")));
        Assert.That(first.Output, Does.StartWith($"importing {reference} from "));
        Assert.That(Images(), Does.Contain($"{reference} {id}"));
        Assert.That(RealTool.Run("sh", _folder.File("helper"), "ensure").Output, Is.Empty, "the second time there is nothing to do");
    }

    [Test]
    public void Prune_removes_only_older_names_of_its_own()
    {
        var (reference, id) = Write("orders", Others);
        File.AppendAllText(_folder.File("images"), $"{reference} {id}\n");
        Assert.That(RealTool.Run("sh", _folder.File("helper"), "prune").ExitCode, Is.Zero);
        Assert.That(Images(), Is.EqualTo(new[] { "docker.io/library/app:1 0000", "localhost/orders2:1-x 0000", $"{reference} {id}" }));
    }

    [Test]
    public void Remove_leaves_what_is_not_its_own()
    {
        var (reference, id) = Write("orders", Others);
        File.AppendAllText(_folder.File("images"), $"{reference} {id}\n");
        Assert.That(RealTool.Run("sh", _folder.File("helper"), "remove").ExitCode, Is.Zero);
        Assert.That(Images(), Is.EqualTo(new[] { "docker.io/library/app:1 0000", "localhost/orders2:1-x 0000" }));
    }

    [Test]
    public void Another_image_than_the_packaged_one_is_an_error()
    {
        var (reference, _) = Write("orders", "");
        File.WriteAllText(_folder.File("pulls"), "ffff");
        var ensure = RealTool.Run("sh", _folder.File("helper"), "ensure");
        Assert.That(ensure.ExitCode, Is.EqualTo(1));
        Assert.That(ensure.Error, Is.EqualTo(
            $"engine cannot import {reference}: it does not say why; files of the package are damaged: 'rpm -V orders' shows which, 'dnf reinstall orders' brings them back\n"));
        Assert.That(Images(), Has.None.StartsWith(reference));
    }

    [Test]
    public void A_missing_engine_is_named()
    {
        Write("orders", "");
        File.Delete(_folder.File("engine"));
        var ensure = RealTool.Run("sh", _folder.File("helper"), "ensure");
        Assert.That((ensure.ExitCode, ensure.Error), Is.EqualTo((1, $"{_folder.File("engine")} is missing: install engine, which runs this service\n")));
    }

    [TestCase("orders", "pull -q \"oci:")]
    [TestCase("my+orders", "load -q")]
    [TestCase("a___b", "load -q")]
    public void A_folder_that_podman_cannot_name_an_image_after_is_streamed(string name, string command)
    {
        Write(name, "");
        Assert.That(File.ReadAllText(_folder.File("helper")), Does.Contain(command));
    }

    /// <summary>What systemd made for DynamicUser= in an earlier version; an engine's directory, or a link of the administrator's, stays as it is.</summary>
    [TestCase("lib/orders", "private/orders", "lib/orders")]
    [TestCase("lib/orders", "private/orders", "lib/orders/data")]
    [TestCase("log/orders", "private/orders", "log/orders")]
    [TestCase("lib/orders", "../../data/orders", "lib/orders")]
    public void Data_of_a_version_without_an_engine_is_brought_back(string link, string target, string directory)
    {
        RealTool.Require("stat");
        RealTool.RequireRoot();
        Write("orders", "");
        var kept = Path.GetFullPath(_folder.File("var", Path.GetDirectoryName(link)!, target));
        Directory.CreateDirectory(Path.Combine(kept, "data"));
        File.WriteAllText(Path.Combine(kept, "data", "row"), "1");
        RealTool.Run("chown", "-R", "64123:64123", kept);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File("var", link))!);
        File.CreateSymbolicLink(_folder.File("var", link), target);
        File.CreateSymbolicLink(Path.Combine(kept, "data", "elsewhere"), _folder.File("store"));
        File.WriteAllText(_folder.File("store"), "");

        for (var time = 0; time < 2; time++)
        {
            var adopted = RealTool.Run("sh", _folder.File("helper"), "adopt", _folder.File("var", directory), "1654:1655", _folder.File("var/lib/other"), "0:0");
            Assert.That((adopted.ExitCode, adopted.All), Is.EqualTo((0, "")));
        }

        var isOurs = target.StartsWith("private", StringComparison.Ordinal);
        Assert.That(new FileInfo(_folder.File("var", link)).LinkTarget, Is.EqualTo(isOurs ? null : target));
        Assert.That(RealTool.Run("stat", "--format", "%u:%g", _folder.File("var", link, "data", "row")).Output.TrimEnd(), Is.EqualTo(isOurs ? "1654:1655" : "64123:64123"));
        Assert.That(RealTool.Run("stat", "--format", "%u", _folder.File("store")).Output.TrimEnd(), Is.EqualTo("0"), "a link in it leads nowhere");
        Assert.That(Directory.Exists(kept), Is.Not.EqualTo(isOurs));
    }

    [Test]
    public void An_unknown_verb_is_a_usage_error()
    {
        Write("orders", "");
        Assert.That(RealTool.Run("sh", _folder.File("helper"), "destroy").ExitCode, Is.EqualTo(64));
    }

    private string[] Images() => File.ReadAllLines(_folder.File("images"));

    private (string Reference, string Id) Write(string name, string images)
    {
        var plan = Requests.Plan(Requests.Input with { Metadata = Requests.Input.Metadata with { Name = name } });
        var helper = Requests.TextOf(plan, $"/usr/libexec/{name}/image").Replace("/usr/bin/podman", _folder.File("engine"), StringComparison.Ordinal)
            .Replace("/var/", _folder.File("var") + "/", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("helper"), helper);
        File.WriteAllText(_folder.File("images"), images);
        File.WriteAllText(_folder.File("pulls"), plan.Image.ConfigDigest.Hex);
        return (plan.Service!.Image.Name.Reference, plan.Image.ConfigDigest.Hex);
    }
}
