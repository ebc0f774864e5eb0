using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Flattening;

internal sealed class HostileLayerTests
{
    private static readonly string Deep = string.Join('/', Enumerable.Repeat("d", 1901));

    private static IEnumerable<TestCaseData> Layers()
    {
        yield return Case("a name above the root", ImageFault.EscapingPath, Tar.Header("../x"));
        yield return Case("a name that climbs", ImageFault.EscapingPath, Tar.Header("a/../../x"));
        yield return Case("an absolute name that climbs", ImageFault.EscapingPath, Tar.Header("/../x"));
        yield return Case("a hard link that climbs", ImageFault.EscapingPath, Tar.Header("x", '1', link: "../../etc/passwd"));
        yield return Case("a hard link to nothing", ImageFault.NotAnImage, Tar.Header("x", '1', link: "etc/passwd"));
        yield return Case("a hard link to a folder", ImageFault.NotAnImage, Tar.Header("d", '5'), Tar.Header("x", '1', link: "d"));
        yield return Case("a hard link to itself", ImageFault.NotAnImage, Tar.Header("x", '1', link: "x"));
        yield return Case("a file below a file", ImageFault.NotAnImage, Tar.Header("a"), Tar.Header("a/b"));
        yield return Case("a file below a link to nothing", ImageFault.NotAnImage, Tar.Header("a", '2', link: "/tmp"), Tar.Header("a/b"));
        yield return Case("links in a circle", ImageFault.NotAnImage, Tar.Header("a", '2', link: "b"), Tar.Header("b", '2', link: "a"), Tar.Header("a/x"));
        yield return Case("a root that is a link", ImageFault.NotAnImage, Tar.Header("./", '2', link: "/tmp"));
        yield return Case("a link without a target", ImageFault.NotAnImage, Tar.Header("a", '2'));
        yield return Case("an unknown type", ImageFault.NotAnImage, Tar.Header("a", 'V'));
        yield return Case("a sparse file of GNU tar", ImageFault.NotAnImage, Tar.Header("a", 'S'));
        yield return Case("a size beyond the end", ImageFault.Truncated, Tar.Header("a", size: "77777777777\0"));
        yield return Case("an extended header without end", ImageFault.LimitExceeded, Tar.Header("a", 'x', "77777777777\0"));
        yield return Case("half a header", ImageFault.Truncated, Tar.Header("a"), new byte[100]);
        yield return Case("no tar", ImageFault.NotAnImage, new byte[511].Append((byte)1).ToArray());
        yield return Case("a name that is not UTF-8", ImageFault.NotAnImage, LatinName());
        yield return Case("a line feed in a name", ImageFault.NotAnImage, Tar.Header("a\nb"));
        yield return Case("a control character in a target", ImageFault.NotAnImage, Tar.Header("a", '2', link: "b\u0007"));
        yield return new TestCaseData(ImageFault.LimitExceeded, LayerScript.Tar(["f " + new string('n', 256) + "="])).SetArgDisplayNames("a name that no file system has");
        yield return new TestCaseData(ImageFault.LimitExceeded, LayerScript.Tar(["d " + Deep])).SetArgDisplayNames("a path that no file system has");
        yield return new TestCaseData(ImageFault.NotAnImage, LayerScript.Tar(["l a=" + new string('t', 4096)])).SetArgDisplayNames("a target that no file system has");
    }

    [TestCaseSource(nameof(Layers))]
    public void A_hostile_layer_gives_a_coded_fault(object fault, byte[] tar) =>
        Assert.That(Reading.FaultOf(() => LayerScript.Flatten(tar)), Is.EqualTo(fault));

    [Test]
    public void A_layer_that_is_not_the_one_that_is_named_gives_a_fault()
    {
        using var spool = new TemporaryFolder();
        var layer = LayerScript.Layer(LayerScript.Tar(["f a=1"])) with { Blob = LayerScript.Layer(LayerScript.Tar(["f a=2"])).Blob with { Digest = Digest.Of([1]) } };

        Assert.That(Reading.FaultOf(() => TreeFlattener.Flatten([layer], spool.Path, _ => { }, default)), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void What_a_link_leads_to_outside_stays_as_it_is()
    {
        using var outside = new TemporaryFolder();
        var tree = LayerScript.Flatten(LayerScript.Tar([$"l a={outside.Path}", "l b=../../../../../../../../.." + outside.Path]), LayerScript.Tar(["f a/x=1", "f b/x=1"]));

        Assert.That(Directory.EnumerateFileSystemEntries(outside.Path), Is.Empty);
        Assert.That(LayerScript.Describe(tree), Is.EqualTo(["d a", "f a/x=1", "d b", "f b/x=1"]));
    }

    [Test]
    public void Paths_are_resolved_within_the_tree()
    {
        var index = new TreeIndex(LayerScript.Flatten(LayerScript.Tar(
            ["d usr", "d usr/bin", "f usr/bin/sh=1", "l bin=usr/bin", "l up=/../../usr", "l loop=loop", "l usr/abs=/bin/sh", "l gone=nowhere"])));

        Assert.That(
            new[] { "/bin/sh", "bin/../bin/./sh", "up/bin/sh", "/usr/abs", "loop/x", "gone", "/../bin/sh", "bin/sh/x" }.Select(path => index.Resolve(path)?.Path),
            Is.EqualTo(["usr/bin/sh", "usr/bin/sh", "usr/bin/sh", "usr/bin/sh", null, null, "usr/bin/sh", null]));
    }

    private static byte[] LatinName()
    {
        var header = Tar.Header("caf?");
        header[3] = 0xE9;
        header.AsSpan(148, 8).Fill((byte)' ');
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(part => (int)part), 8).PadLeft(6, '0') + "\0 ", header.AsSpan(148));
        return header;
    }

    private static TestCaseData Case(string name, ImageFault fault, params byte[][] blocks) =>
        new TestCaseData(fault, blocks.SelectMany(block => block).ToArray()).SetArgDisplayNames(name);
}
