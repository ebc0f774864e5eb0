using System.Text.Json.Nodes;

using RpmTasks.Images.Flattening;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Images.Tests.Flattening;

/// <summary>What layers make of one another: by the table, and by what podman mounts for the same layers.</summary>
internal sealed class LayerRulesTests
{
    /// <param name="Driver">Of podman's storage, that which keeps the specification here; null where none does.</param>
    internal sealed record Rule(string Name, string[][] Layers, string[] Tree, string? Driver = "overlay")
    {
        public override string ToString() => Name;
    }

    private static Rule[] Rules { get; } =
    [
        new("a whiteout hides a file", [["d a", "f a/x=1", "f a/y=2"], ["f a/.wh.x="]], ["d a", "f a/y=2"]),
        new("a whiteout hides a folder with all in it", [["d a", "d a/b", "f a/b/x=1"], ["f a/.wh.b="]], ["d a"]),
        new("a whiteout of nothing hides nothing", [["d a", "f a/x=1"], ["f a/.wh.y="]], ["d a", "f a/x=1"]),
        new("an opaque folder shows its own layer alone", [["d a", "f a/x=1", "d a/s", "f a/s/t=1"], ["d a", "f a/.wh..wh..opq=", "f a/n=2"]], ["d a", "f a/n=2"]),
        new("an opaque folder keeps what stands before its marker", [["d a", "f a/x=1", "d a/s", "f a/s/t=1"], ["d a", "f a/n=2", "f a/.wh..wh..opq="]], ["d a", "f a/n=2"]),
        new("a later layer adds to an opaque folder", [["d a", "f a/x=1"], ["d a", "f a/.wh..wh..opq="], ["f a/n=2"]], ["d a", "f a/n=2"]),
        new("a file comes again after its whiteout", [["f x=1"], ["f .wh.x=", "f x=2"]], ["f x=2"]),
        // podman fails, or removes the new file; the specification lets a whiteout hide lower layers only.
        new("a file comes again before its whiteout", [["f x=1"], ["f x=2", "f .wh.x="]], ["f x=2"], null),
        // overlayfs forgets the whiteout when the folder is made over it.
        new("a folder comes again after its whiteout", [["d a", "f a/x=1"], ["f .wh.a=", "d a", "f a/n=2"]], ["d a", "f a/n=2"], "vfs"),
        new("a folder takes the place of a file", [["f a=1"], ["d a", "f a/n=2"]], ["d a", "f a/n=2"]),
        new("a folder without an entry takes the place of a file", [["f a=1"], ["f a/n=2"]], ["d a", "f a/n=2"]),
        new("a file takes the place of a folder", [["d a", "f a/x=1"], ["f a=2"]], ["f a=2"]),
        new("a link takes the place of a folder", [["d a", "f a/x=1"], ["l a=b"]], ["l a=b"]),
        new("a folder takes the place of a link", [["d b", "f b/x=1", "l a=b"], ["d a", "f a/n=2"]], ["d a", "f a/n=2", "d b", "f b/x=1"]),
        new("a lower layer's link is not followed", [["d b", "f b/x=1", "l a=b"], ["f a/n=2"]], ["d a", "f a/n=2", "d b", "f b/x=1"]),
        new("nor one that leads out of the tree", [["l a=/../../../../../../tmp"], ["f a/n=2"]], ["d a", "f a/n=2"]),
        new("nor by a whiteout", [["d b", "f b/x=1", "l a=b"], ["f a/.wh.y=", "f c="]], ["d a", "d b", "f b/x=1", "f c="], null),
        new("a layer's own link is followed in the tree", [["d b", "l a=b", "f a/n=2"]], ["l a=b", "d b", "f b/n=2"]),
        new("a layer's own absolute link is followed in the tree", [["d b", "d b/c", "l a=/b/../b/c", "f a/n=2"]], ["l a=/b/../b/c", "d b", "d b/c", "f b/c/n=2"]),
        new("folders without an entry come with the file", [["d a", "f a/x=1"], ["f a/b/c/d=2"]], ["d a", "d a/b", "d a/b/c", "f a/b/c/d=2", "f a/x=1"]),
        new("hard links are two names", [["f a=1", "h b=a"]], ["f a=1", "f b=1"]),
        new("a hard link outlives its first name", [["f a=1", "h b=a"], ["f .wh.a="]], ["f b=1"]),
        new("a replaced name leaves the other", [["f a=1", "h b=a"], ["f a=2"]], ["f a=2", "f b=1"]),
        new("a hard link may be to a lower layer", [["f a=1"], ["h b=a"]], ["f a=1", "f b=1"], "vfs"),
        new("a hard link of a link is a link", [["l a=nowhere", "h b=a"]], ["l a=nowhere", "l b=nowhere"]),
        new("links stay as they are", [["l a=/etc/nothing", "l b=../../..", "l c=ä b"]], ["l a=/etc/nothing", "l b=../../..", "l c=ä b"]),
        new("names of AUFS itself are none", [["d a", "f a/x=1", "f .wh..wh.aufs=", "d .wh..wh.plnk", "f .wh..wh.plnk/1.2="]], ["d a", "f a/x=1"], null),
        new("absolute names count from the root", [["f /a/b=1"]], ["d a", "f a/b=1"]),
        new("names may be long and of any script", [["f " + new string('n', 200) + "/" + new string('ü', 120) + "=1", "f 文/🙂=2"]], ["d " + new string('n', 200), "f " + new string('n', 200) + "/" + new string('ü', 120) + "=1", "d 文", "f 文/🙂=2"]),
    ];

    private static IEnumerable<Rule> RulesOfPodman => Rules.Where(rule => rule.Driver is not null);

    [TestCaseSource(nameof(Rules))]
    public void Layers_make_the_tree_of_the_table(object rule)
    {
        var (layers, tree) = (((Rule)rule).Layers, ((Rule)rule).Tree);

        Assert.That(LayerScript.Describe(LayerScript.Flatten(layers.Select(lines => LayerScript.Tar(lines)))), Is.EqualTo(tree));
    }

    [TestCaseSource(nameof(RulesOfPodman))]
    public void Podman_mounts_the_tree_of_the_table(object rule)
    {
        RealTool.Require("podman");
        RealTool.RequireRoot();
        var (layers, driver) = (((Rule)rule).Layers, ((Rule)rule).Driver!);
        using var folder = new TemporaryFolder();
        byte[][] tars = [.. layers.Select(lines => LayerScript.Tar(lines))];
        LayeredImage.Write(folder.File("image"), new JsonObject(), tars);
        using var mounted = MountedImage.Of("oci:image", folder, driver);

        Assert.That(mounted.Lines, Is.EqualTo(MountedImage.LinesOf(LayerScript.Flatten(tars))));
    }

    [Test]
    public void Hard_links_share_their_node()
    {
        var tree = LayerScript.Flatten(LayerScript.Tar(["f a=1", "d b", "h b/c=a", "f d=1"]));
        var index = new TreeIndex(tree);

        Assert.That(index.Find("b/c")!.Node, Is.SameAs(index.Find("a")!.Node));
        Assert.That(index.Find("d")!.Node, Is.Not.SameAs(index.Find("a")!.Node));
    }

    [Test]
    public void What_a_host_does_not_get_is_left_out_and_said()
    {
        var tree = LayerScript.Flatten(LayerScript.Tar(["d2775 var", "f4755 su=1", "c dev", "p pipe", "h other=pipe", "f1644 sticky="]), LayerScript.Tar(["f .wh.other="]));

        Assert.That(tree.Losses, Is.EqualTo(new TreeLoss[]
        {
            new("dev", TreeLossKind.Special), new("pipe", TreeLossKind.Special), new("su", TreeLossKind.SetId), new("var", TreeLossKind.SetId),
        }));
        Assert.That(tree.Entries.Skip(1).Select(entry => $"{Convert.ToString(entry.Node.Mode, 8)} {entry.Path}"), Is.EqualTo(["1644 sticky", "755 su", "775 var"]));
    }

    [Test]
    public void The_root_can_be_entered_whatever_a_layer_says_of_it() =>
        Assert.That(LayerScript.Flatten(LayerScript.Tar(["d0700 ./", "f a="])).Entries[0].Node, Is.EqualTo(new TreeNode(TreeKind.Directory) { Mode = 0x1ED, ModifiedAt = 1000 }));

    [Test]
    public void File_capabilities_are_left_out_and_said()
    {
        using var bytes = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(bytes, leaveOpen: true))
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "ping", [new("SCHILY.xattr.security.capability", "\u0001")]));

        Assert.That(LayerScript.Flatten(bytes.ToArray()).Losses, Is.EqualTo([new TreeLoss("ping", TreeLossKind.Capabilities)]));
    }

    [Test]
    public void Contents_are_slices_of_the_layer_however_it_is_compressed(
        [Values(Model.LayerCompression.None, Model.LayerCompression.Gzip, Model.LayerCompression.Zstd)] Model.LayerCompression compression,
        [Values(System.Formats.Tar.TarEntryFormat.Pax, System.Formats.Tar.TarEntryFormat.Gnu, System.Formats.Tar.TarEntryFormat.Ustar)] System.Formats.Tar.TarEntryFormat format)
    {
        using var spool = new TemporaryFolder();
        var text = string.Concat(Enumerable.Repeat("0123456789", 20_000));
        var tar = LayerScript.Tar(["d a", $"f a/x={text}", "f a/empty=", "f0600 z=last"], format);
        var layer = LayerScript.Layer(tar, compression);
        List<FlattenedLayer> read = [];

        var tree = TreeFlattener.Flatten([layer], spool.Path, read.Add, CancellationToken.None);

        Assert.That(read, Is.EqualTo([new FlattenedLayer(layer.DiffId, tar.Length)]));
        Assert.That(LayerScript.Describe(tree), Is.EqualTo(["d a", "f a/empty=", $"f a/x={text}", "f z=last"]));
        var node = new TreeIndex(tree).Find("a/x")!.Node;
        Assert.That((node.Content!.Digest, node.Content.Size, node.ModifiedAt, node.Mode), Is.EqualTo((Model.Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)), 200_000L, 1000L, 0x1A4)));
        Assert.That(Directory.Exists(spool.File("blobs")), Is.EqualTo(compression != Model.LayerCompression.None), "what is not compressed is not copied");
    }
}
