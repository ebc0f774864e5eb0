using RpmTasks.Images.Flattening;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Tests.Trees;

internal sealed class TreeShapeTests
{
    [Test]
    public void What_the_unit_mounts_over_is_made_unless_it_is_there()
    {
        var tree = SmallTree.Of(("etc/hosts", SmallTree.File("mine", 0b110_000_000)), ("var/run", SmallTree.Link("/run")), ("tmp", SmallTree.Folder(0b1_111_111_111)), ("var/lib/orders/old", SmallTree.File("")));

        var mounted = MountedTree.Of(tree,
        [
            new("/etc/hosts") { IsFile = true }, new("/etc/resolv.conf") { IsFile = true }, new("/tmp"), new("/data/deep"), new("/var/run/orders"),
            new("/var/lib/orders") { LinkTarget = "private/orders" },
        ]);

        Assert.That(mounted.Entries.Select(entry => $"{Convert.ToString(entry.Node.Mode, 8)} {entry.Path}{entry.Node.LinkTarget?.Insert(0, " -> ")}"), Is.EqualTo(new[]
        {
            "755 ", "755 data", "755 data/deep", "755 etc", "600 etc/hosts", "644 etc/resolv.conf", "1777 tmp", "755 var", "755 var/lib", "777 var/lib/orders -> private/orders", "777 var/run -> /run",
        }));
    }

    [Test]
    public void A_tree_is_named_by_all_that_a_host_has_of_it()
    {
        var file = SmallTree.File("text");
        FlatTree[] different =
        [
            SmallTree.Of(("a", file)),
            SmallTree.Of(("b", file)),
            SmallTree.Of(("a", SmallTree.File("other"))),
            SmallTree.Of(("a", SmallTree.File("text", 0b110_100_100))),
            SmallTree.Of(("a", file with { ModifiedAt = 1001 })),
            SmallTree.Of(("a", SmallTree.Link("text"))),
            SmallTree.Of(("a", SmallTree.Folder())),
            SmallTree.Of(("a", file), ("b", file)),
            SmallTree.Of(("a", file), ("b", SmallTree.File("text"))),
        ];

        Assert.That(different.Select(tree => TreeDigest.Of(tree.Entries)), Is.Unique);
        Assert.That(TreeDigest.Of(SmallTree.Of(("a", SmallTree.File("text", owner: 5))).Entries), Is.EqualTo(TreeDigest.Of(different[0].Entries)), "all is root's there");
    }

    [Test]
    public void Owners_matter_where_the_service_would_see_them()
    {
        var tree = SmallTree.Of(
            ("etc/passwd", SmallTree.File("root:x:0:0::/root:/bin/sh\n_apt:x:42:65534::/nonexistent:/usr/sbin/nologin\nwww-data:x:33:33::/var/www:\n")),
            ("var/cache/apt/archives/partial", SmallTree.Folder(0b111_000_000, owner: 42)),
            ("var/lib/nginx/body", SmallTree.Folder(owner: 33)),
            ("var/lib/nginx-more", SmallTree.Folder(owner: 33)),
            ("home/app", SmallTree.Folder(owner: 1654)),
            ("tmp/left", SmallTree.File("", owner: 1000)));

        Assert.That(TreeOwners.FindLost(tree, TreeNeeds.Usual), Is.EqualTo(["/var/lib/nginx-more", "/var/lib/nginx/body"]));
        Assert.That(TreeOwners.FindLost(tree, TreeNeeds.Usual with { Covered = ["/home", "/tmp", "/var/lib/nginx"] }), Is.EqualTo(["/var/lib/nginx-more"]));
    }

    [Test]
    public void Hard_links_are_names_of_one_file()
    {
        var file = SmallTree.File("text");

        var files = TreeFiles.Of(SmallTree.Of(("a", file), ("b/c", file), ("d", SmallTree.File("text"))).Entries, "/usr/libexec/orders/root-0");

        Assert.That(files.Select(file => $"{file.Path} {file.HardLinkOf}"), Is.EqualTo(new[]
        {
            "/usr/libexec/orders/root-0 ", "/usr/libexec/orders/root-0/a ", "/usr/libexec/orders/root-0/b ",
            "/usr/libexec/orders/root-0/b/c /usr/libexec/orders/root-0/a", "/usr/libexec/orders/root-0/d ",
        }));
    }
}
