using System.Formats.Tar;

using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Images.Composition;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Composition;

internal sealed class AppLayerTests
{
    [Test]
    public void A_layer_has_its_folders_and_files_in_order_with_owners_modes_and_times_by_rule()
    {
        using var folder = new TemporaryFolder();
        var image = folder.Compose(
        [
            folder.Publish("wwwroot/css/site.css", "a{}"),
            folder.Publish("app.dll", "MZ"),
            folder.Publish("orders", "#!", executable: true),
            folder.Publish("native.so", "\u007fELF..."),
            folder.Publish("short", "\u007fEL"),
            folder.Publish("empty", ""),
        ]);

        Assert.That(Entries(image.Layers.Single()), Is.EqualTo(new[]
        {
            "Directory 755 app/ 0",
            "RegularFile 644 app/app.dll 2",
            "RegularFile 644 app/empty 0",
            "RegularFile 755 app/native.so 7",
            "RegularFile 755 app/orders 2",
            "RegularFile 644 app/short 3",
            "Directory 755 app/wwwroot/ 0",
            "Directory 755 app/wwwroot/css/ 0",
            "RegularFile 644 app/wwwroot/css/site.css 3",
        }));
    }

    [Test]
    public void Package_files_lie_in_the_lower_layer_with_folders_of_their_own()
    {
        using var folder = new TemporaryFolder();
        var image = folder.Compose([folder.Publish("own.dll", "o"), folder.Publish("de/lib.resources.dll", "r", fromPackage: true), folder.Publish("lib.dll", "l", fromPackage: true)]);

        Assert.That(image.Layers.Select((layer, i) => Entries(layer, i == 0 ? Publishing.Settings.PackagesModified : Publishing.Settings.Created)), Is.EqualTo(new[]
        {
            new[] { "Directory 755 app/ 0", "Directory 755 app/de/ 0", "RegularFile 644 app/de/lib.resources.dll 1", "RegularFile 644 app/lib.dll 1" },
            ["Directory 755 app/ 0", "RegularFile 644 app/own.dll 1"],
        }));
    }

    [Test]
    public void A_change_of_code_leaves_the_lower_layer_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var before = folder.Compose([folder.Publish("own.dll", "1"), folder.Publish("lib.dll", "l", fromPackage: true)]);
        var after = folder.Compose([folder.Publish("own.dll", "2"), folder.Publish("lib.dll", "l", fromPackage: true)]);

        Assert.That(after.Layers[0].DiffId, Is.EqualTo(before.Layers[0].DiffId));
        Assert.That(after.Layers[1].DiffId, Is.Not.EqualTo(before.Layers[1].DiffId));
    }

    [TestCase("/app", "app/", "app/f")]
    [TestCase("/app/", "app/", "app/f")]
    [TestCase("/opt/my/app", "opt/my/app/", "opt/my/app/f")]
    [TestCase("/", "f")]
    public void Folders_above_the_working_directory_have_no_entry(string workingDirectory, params string[] paths)
    {
        using var folder = new TemporaryFolder();
        var image = folder.Compose([folder.Publish("f", "")], Publishing.Settings with { WorkingDirectory = workingDirectory });

        Assert.That(Entries(image.Layers.Single()).Select(entry => entry.Split(' ')[2]), Is.EqualTo(paths));
    }

    [TestCase("app")]
    [TestCase("")]
    [TestCase("/../app")]
    public void A_working_directory_that_is_not_absolute_is_refused(string workingDirectory)
    {
        using var folder = new TemporaryFolder();

        Assert.That(Reading.FaultOf(() => folder.Compose([], Publishing.Settings with { WorkingDirectory = workingDirectory })), Is.EqualTo(ImageFault.UnsuitableFile));
    }

    [Test]
    public void Order_times_modes_and_umask_do_not_reach_the_bytes()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        string[] names = ["b", "a/x", "a.b", "A", "ä", "a/y/z"];
        var files = names.Select(name => first.Publish(name, name)).ToList();
        var others = names.Reverse().Select(name => second.Publish(name, name)).ToList();
        foreach (var file in others)
        {
            File.SetLastWriteTimeUtc(file.Source, new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file.Source, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var (left, right) = (first.Compose(files), second.Compose(others));

        Assert.That(right.Config.Digest, Is.EqualTo(left.Config.Digest));
        Assert.That(Reading.Tars(right), Is.EqualTo(Reading.Tars(left)));
    }

    [Test]
    public void The_layer_s_bytes_are_fixed()
    {
        using var folder = new TemporaryFolder();
        var image = folder.Compose([folder.Publish("a", "content"), folder.Publish(new string('n', 120), "")]);

        // Another digest means that every layer of every app changes with the next version: a note in the changelog.
        Assert.That(image.Layers.Single().DiffId.ToString(), Is.EqualTo("sha256:68b5b251832d1eec77134fdb1d5d949832e4d4f17e346e11bd28ad43f068f640"));
    }

    [Test]
    public void A_layer_ends_with_two_zero_blocks_and_no_more()
    {
        using var folder = new TemporaryFolder();
        var tar = Reading.Tars(folder.Compose([folder.Publish("f", "x")])).Single();

        // A header for the folder, header and data of the file, and the end.
        Assert.That(tar, Has.Length.EqualTo(512 * (1 + 2 + 2)));
        Assert.That(tar[^1024..], Is.All.Zero);
    }

    [Test]
    public void GNU_tar_agrees_with_every_field()
    {
        RealTool.Require("tar");
        using var folder = new TemporaryFolder();
        var longName = new string('d', 90) + "/" + new string('ü', 100);
        var image = folder.Compose([folder.Publish("run", "x", executable: true), folder.Publish(longName, "y")]);

        var list = RealTool.Run("tar", "--utc", "--full-time", "--numeric-owner", "--quoting-style=literal", "-tvf", folder.File("spool", "blobs", "sha256", image.Layers[0].DiffId.Hex));

        Assert.That((list.ExitCode, list.Error), Is.EqualTo((0, "")));
        Assert.That(list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.EqualTo(new[]
        {
            "drwxr-xr-x 0/0 0 2023-11-14 22:13:20 app/",
            $"drwxr-xr-x 0/0 0 2023-11-14 22:13:20 app/{new string('d', 90)}/",
            $"-rw-r--r-- 0/0 1 2023-11-14 22:13:20 app/{longName}",
            "-rwxr-xr-x 0/0 1 2023-11-14 22:13:20 app/run",
        }));
    }

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public Property Names_of_any_length_and_letters_come_back_from_GNU_tar()
    {
        RealTool.Require("tar");
        var letter = Gen.Elements("a", "Z", "0", "ä", "文", "🙂", " ", "'", "=", "-", ".");
        var part = from length in Gen.Choose(1, 60)
                   from letters in Gen.ArrayOf(letter, length)
                   select "n" + string.Concat(letters);
        var name = from depth in Gen.Choose(1, 5)
                   from parts in Gen.ArrayOf(part, depth)
                   select string.Join('/', parts);
        return Prop.ForAll(name.ToArbitrary(), path =>
        {
            using var folder = new TemporaryFolder();
            var image = folder.Compose([folder.Publish(path, path)]);
            Directory.CreateDirectory(folder.File("out"));
            var unpacked = RealTool.Run("tar", "-C", folder.File("out"), "-xf", folder.File("spool", "blobs", "sha256", image.Layers[0].DiffId.Hex));
            return unpacked.All.Length == 0 && File.ReadAllText(folder.File("out", "app", path)) == path;
        });
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void A_file_that_changes_its_size_while_it_is_read_is_a_coded_fault(int difference)
    {
        using var folder = new TemporaryFolder();
        var source = folder.Publish("f", "content").Source;
        var entry = new LayerEntry("app/f", new CheckedFile(source, "f", false, false, "content".Length + difference));

        Assert.That(Reading.FaultOf(() => new AppLayerWriter([entry], 0, default).Write(new MemoryStream())), Is.EqualTo(ImageFault.UnsuitableFile));
    }

    [Test]
    public void Cancelling_in_the_middle_of_a_file_is_a_cancellation()
    {
        using var folder = new TemporaryFolder();
        var source = folder.Publish("f", new string('x', 1_000_000)).Source;
        using var cancel = new CancellationTokenSource();
        using var target = new CancellingStream(cancel);
        var writer = new AppLayerWriter([new LayerEntry("app/f", new CheckedFile(source, "f", false, false, 1_000_000))], 0, cancel.Token);

        Assert.That(() => writer.Write(target), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_failed_composition_leaves_no_file_in_the_spool()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Publish("f", "x");

        Assert.That(() => AppImage.Compose(Publishing.Scratch, [file], Publishing.Settings, folder.File("spool"), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(folder.File("spool")) ? Directory.GetFiles(folder.File("spool"), "*", SearchOption.AllDirectories) : [], Is.Empty);
    }

    private static string[] Entries(ImageLayer layer) => Entries(layer, Publishing.Settings.Created);

    private static string[] Entries(ImageLayer layer, long modified)
    {
        using var stream = layer.Blob.Open();
        using var reader = new TarReader(stream);
        var lines = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            Assert.That((entry.Uid, entry.Gid, entry.ModificationTime.ToUnixTimeSeconds()), Is.EqualTo((0, 0, modified)), entry.Name);
            Assert.That(entry is GnuTarEntry { UserName: "", GroupName: "" }, Is.True, entry.Name);
            lines.Add($"{entry.EntryType} {Convert.ToString((int)entry.Mode, 8)} {entry.Name} {entry.Length}");
        }

        return [.. lines];
    }

    /// <summary>Cancels when the first byte arrives.</summary>
    private sealed class CancellingStream(CancellationTokenSource cancel) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            cancel.Cancel();
            base.Write(buffer, offset, count);
        }
    }
}
