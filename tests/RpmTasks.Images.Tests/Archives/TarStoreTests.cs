using System.Formats.Tar;
using System.Text;

using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Archives;

internal sealed class TarStoreTests
{
    private static readonly string LongName = string.Join('/', Enumerable.Range(0, 30).Select(i => $"größe-{i:D4}")) + "/文件.txt";

    [Test]
    public void Members_are_found_in_every_format([Values(TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu)] TarEntryFormat format)
    {
        using var folder = new TemporaryFolder();
        var store = Open(folder, Tar.Of([new("a/", []), new("a/b", "first"u8.ToArray()), Member.LinkTo("c", "a/b"), new("empty", [])], format));

        Assert.That(Text(store, "a/b"), Is.EqualTo("first"));
        Assert.That(Text(store, "c"), Is.EqualTo("first"));
        Assert.That(Text(store, "empty"), Is.Empty);
        Assert.That(store.Find("a"), Is.Null, "a folder");
        Assert.That(store.Find("b"), Is.Null);
    }

    [Test]
    public void Long_names_and_link_targets_are_read([Values(TarEntryFormat.Pax, TarEntryFormat.Gnu)] TarEntryFormat format)
    {
        using var folder = new TemporaryFolder();
        var store = Open(folder, Tar.Of([new(LongName, "deep"u8.ToArray()), Member.LinkTo("link", LongName)], format));

        Assert.That((Text(store, LongName), Text(store, "link")), Is.EqualTo(("deep", "deep")));
    }

    [Test]
    public void What_GNU_tar_writes_is_read([Values("gnu", "ustar", "posix", "v7")] string format)
    {
        RealTool.Require("tar");
        using var folder = new TemporaryFolder();
        var name = format is "gnu" or "posix" ? LongName : "short/name";
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File("in", name))!);
        File.WriteAllText(folder.File("in", name), "text");
        File.CreateSymbolicLink(folder.File("in", "link"), name);
        // The same content again is a hard link member.
        RealTool.Run("ln", folder.File("in", name), folder.File("in", "zz-hard"));

        var made = RealTool.Run("tar", "--format=" + format, "--sort=name", "-C", folder.File("in"), "-cf", folder.File("image.tar"), ".");
        Assert.That(made.ExitCode, Is.Zero, made.All);
        var store = TarStore.Open("test", folder.File("image.tar"), default);

        Assert.That((Text(store, name), Text(store, "link"), Text(store, "zz-hard")), Is.EqualTo(("text", "text", "text")));
    }

    [Test]
    public void A_later_member_of_the_same_name_replaces_the_earlier()
    {
        using var folder = new TemporaryFolder();
        var store = Open(folder, Tar.Of([new("a", "old"u8.ToArray()), new("./a", "new"u8.ToArray())]));

        Assert.That(Text(store, "a"), Is.EqualTo("new"));
    }

    [Test]
    public void Links_are_followed_through_folders_within_the_archive()
    {
        using var folder = new TemporaryFolder();
        var store = Open(folder, Tar.Of(
            [new("store/sha256/x", "blob"u8.ToArray()), Member.LinkTo("blobs", "./store"), new("a/b/c", []), Member.LinkTo("a/b/up", "../../blobs/sha256/x")]));

        Assert.That((Text(store, "blobs/sha256/x"), Text(store, "a/b/up")), Is.EqualTo(("blob", "blob")));
    }

    [TestCase("/etc/passwd")]
    [TestCase("../outside")]
    [TestCase("a/../../outside")]
    public void A_link_out_of_the_archive_is_not_followed(string target)
    {
        using var folder = new TemporaryFolder();
        var store = Open(folder, Tar.Of([Member.LinkTo("link", target), Member.LinkTo("dir", target)]));

        Assert.That(Reading.FaultOf(() => store.Find("link")), Is.EqualTo(ImageFault.EscapingPath));
        Assert.That(Reading.FaultOf(() => store.Find("dir/below")), Is.EqualTo(ImageFault.EscapingPath));
    }

    [Test]
    public void Links_in_a_circle_end()
    {
        using var folder = new TemporaryFolder();
        var store = Open(folder, Tar.Of([Member.LinkTo("a", "b"), Member.LinkTo("b", "a"), Member.LinkTo("self", "self/more")]));

        Assert.That(Reading.FaultOf(() => store.Find("a")), Is.EqualTo(ImageFault.LimitExceeded));
        Assert.That(Reading.FaultOf(() => store.Find("self")), Is.EqualTo(ImageFault.LimitExceeded));
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property Any_name_that_GNU_tar_can_store_is_found_by_it()
    {
        var letter = Gen.Elements("a", "Z", "0", "ä", "文", "🙂", " ", "'", "\\", "=", "%", "-");
        var part = Gen.ArrayOf(letter, 6).Select(letters => "n" + string.Concat(letters));
        var name = from length in Gen.Choose(1, 12)
                   from parts in Gen.ArrayOf(part, length)
                   select string.Join('/', parts);
        var format = Gen.Elements(TarEntryFormat.Pax, TarEntryFormat.Gnu);
        return Prop.ForAll(Gen.Zip(name, format).ToArbitrary(), pair =>
        {
            using var folder = new TemporaryFolder();
            var store = Open(folder, Tar.Of([new(pair.Item1, Encoding.UTF8.GetBytes(pair.Item1))], pair.Item2));
            return Text(store, pair.Item1) == pair.Item1;
        });
    }

    [Test]
    public void Indexing_reads_headers_and_not_data()
    {
        using var folder = new TemporaryFolder();
        // 7 GB that do not exist: a sparse file whose one member ends where its end blocks begin.
        const long size = 7L << 30;
        using (var file = File.Create(folder.File("image.tar")))
        {
            file.Write(Tar.Header("big", size: Convert.ToString(size, 8).PadLeft(11, '0') + "\0"));
            file.SetLength(512 + size + 1024);
        }

        Assert.That(TarStore.Open("test", folder.File("image.tar"), default).Find("big")?.Size, Is.EqualTo(size));
    }

    private static TarStore Open(TemporaryFolder folder, byte[] tar) => TarStore.Open("test", folder.WriteArchive(tar), default);

    private static string? Text(TarStore store, string name)
    {
        if (store.Find(name) is not { } file)
            return null;
        using var stream = file.Open();
        return Encoding.UTF8.GetString(Reading.ReadAll(stream));
    }
}
