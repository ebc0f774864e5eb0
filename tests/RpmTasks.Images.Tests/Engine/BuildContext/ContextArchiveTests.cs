using System.Formats.Tar;
using System.Runtime.Versioning;

using RpmTasks.Images.Engine;
using RpmTasks.Images.Engine.BuildContext;
using RpmTasks.Images.Model;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine.BuildContext;

[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class ContextArchiveTests
{
    private TemporaryFolder folder = null!;

    private DockerfileBuild Build => new() { Dockerfile = folder.File("src", "Dockerfile"), Context = folder.File("src"), SpoolFolder = folder.File("spool") };

    [SetUp]
    public void MakeFolder()
    {
        folder = new TemporaryFolder();
        Write("Dockerfile", "FROM scratch\n");
    }

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public async Task Entries_come_in_ordinal_order_folders_first_owned_by_root_and_at_one_time()
    {
        Write("b/2", "");
        Write("b/1", "one");
        Write("a.txt", "");
        Write("Z", "");
        Directory.CreateDirectory(folder.File("src", "empty"));

        var entries = await EntriesAsync(Build);

        Assert.That(entries.Keys, Is.EqualTo(["Dockerfile", "Z", "a.txt", "b/", "b/1", "b/2", "empty/"]));
        Assert.That(entries.Values.Select(e => (e.Uid, e.Gid, e.ModificationTime)).Distinct(),
            Is.EqualTo([(0, 0, new DateTimeOffset(1980, 1, 2, 0, 0, 0, TimeSpan.Zero))]));
    }

    [Test]
    public async Task The_same_files_give_the_same_bytes_whenever_they_were_made()
    {
        Write("a", "text");
        var first = await BytesAsync(Build);
        File.SetLastWriteTimeUtc(folder.File("src", "a"), DateTime.UnixEpoch);

        Assert.That(await BytesAsync(Build), Is.EqualTo(first));
    }

    [TestCase(0b110_100_100)]
    [TestCase(0b111_000_000)]
    [TestCase(0b110_110_110)]
    [TestCase(0b100_111_101_101)]
    public async Task Permissions_are_kept(int mode)
    {
        Write("file", "x");
        File.SetUnixFileMode(folder.File("src", "file"), (UnixFileMode)mode);

        Assert.That((int)(await EntriesAsync(Build))["file"].Mode, Is.EqualTo(mode));
    }

    [Test]
    public async Task Links_are_kept_and_never_followed()
    {
        Directory.CreateDirectory(folder.File("outside"));
        File.WriteAllText(folder.File("outside", "secret"), "secret");
        File.CreateSymbolicLink(folder.File("src", "folder"), folder.File("outside"));
        File.CreateSymbolicLink(folder.File("src", "file"), "../outside/secret");
        File.CreateSymbolicLink(folder.File("src", "dangling"), new string('d', 300));
        File.CreateSymbolicLink(folder.File("src", "loop"), ".");

        var entries = await EntriesAsync(Build);

        Assert.That(entries.Values.Where(e => e.EntryType == TarEntryType.SymbolicLink).Select(e => $"{e.Name} {e.LinkName}"),
            Is.EquivalentTo([$"folder {folder.File("outside")}", "file ../outside/secret", $"dangling {new string('d', 300)}", "loop ."]));
        Assert.That(entries, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Long_names_and_names_of_any_script_survive()
    {
        var name = string.Join('/', Enumerable.Repeat("ordner-mit-längerem-namen-日本語-\U0001F600", 9)) + "/datei";
        Write(name, "x");

        Assert.That((await EntriesAsync(Build)).Keys, Does.Contain(name));
    }

    [Test]
    public async Task What_is_no_file_cannot_make_the_build_hang()
    {
        RealTool.Require("mkfifo");
        Assert.That(RealTool.Run("mkfifo", folder.File("src", "pipe")).ExitCode, Is.Zero);

        Assert.That((await EntriesAsync(Build))["pipe"].Length, Is.Zero);
    }

    [Test]
    public async Task The_folder_of_a_file_that_was_brought_back_is_there_and_no_other()
    {
        Write(".dockerignore", "*\n!Dockerfile\n!a/b/keep\n");
        Write("a/b/keep", "");
        Write("a/b/drop", "");
        Write("a/c/drop", "");

        Assert.That((await EntriesAsync(Build)).Keys, Is.EqualTo(["Dockerfile", "a/", "a/b/", "a/b/keep"]));
    }

    [TestCase(null, null, new[] { "Dockerfile", "a", "b" }, Description = "no rules")]
    [TestCase("a", null, new[] { "Dockerfile", "b", ".dockerignore" }, Description = "the context's rules, a file like others")]
    [TestCase("a\n.dockerignore", null, new[] { "Dockerfile", "b" }, Description = "rules that hide themselves")]
    [TestCase("a", "b", new[] { "Dockerfile", "Dockerfile.dockerignore", "a" }, Description = "the Dockerfile's own rules, and not the context's")]
    public async Task Rules_in_force_decide_and_go_along(string? context, string? own, string[] names)
    {
        Write("a", "");
        Write("b", "");
        if (context is not null)
            Write(".dockerignore", context);
        if (own is not null)
            Write("Dockerfile.dockerignore", own);

        Assert.That((await EntriesAsync(Build)).Keys, Is.EqualTo(names));
    }

    [TestCase("Dockerfile", "Dockerfile\n.rpmtasks.Dockerfile\n", Description = "rules that are a file like others keep their text")]
    [TestCase("Dockerfile\n.dockerignore", ".dockerignore\n.rpmtasks.Dockerfile\n", Description = "rules that hide themselves stay hidden")]
    public async Task An_excluded_Dockerfile_goes_under_another_name_that_the_engine_is_told_to_hide(string rules, string sent)
    {
        Write(".dockerignore", rules);

        await using var archive = await ContextArchive.CreateAsync(Build, CancellationToken.None);

        Assert.That(archive.DockerfileName, Is.EqualTo(".rpmtasks.Dockerfile"));
        Assert.That(Read(archive, ".dockerignore"), Is.EqualTo(sent));
        Assert.That(Read(archive, archive.DockerfileName), Is.EqualTo("FROM scratch\n"));
    }

    [Test]
    public async Task A_Dockerfile_that_is_a_link_is_sent_as_what_it_means()
    {
        File.WriteAllText(folder.File("Elsewhere"), "FROM scratch\n# elsewhere\n");
        File.Delete(folder.File("src", "Dockerfile"));
        File.CreateSymbolicLink(folder.File("src", "Dockerfile"), folder.File("Elsewhere"));

        await using var archive = await ContextArchive.CreateAsync(Build, CancellationToken.None);

        Assert.That(Read(archive, archive.DockerfileName), Does.Contain("# elsewhere"));
    }

    [Test]
    public async Task A_missing_context_and_a_missing_Dockerfile_are_named()
    {
        var noFile = await Assert.ThrowsAsync<ImageException>(() => EntriesAsync(Build with { Dockerfile = folder.File("none") }));
        var noContext = await Assert.ThrowsAsync<ImageException>(() => EntriesAsync(Build with { Context = folder.File("none") }));

        Assert.That((noFile!.Fault, noFile.Subject), Is.EqualTo((ImageFault.NotFound, folder.File("none"))));
        Assert.That((noContext!.Fault, noContext.Subject), Is.EqualTo((ImageFault.NotFound, folder.File("none"))));
    }

    [Test]
    public async Task A_cancelled_archive_leaves_no_file()
    {
        await Assert.ThatAsync(() => ContextArchive.CreateAsync(Build, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Directory.GetFiles(folder.File("spool")), Is.Empty);
    }

    private void Write(string name, string text)
    {
        var path = folder.File("src", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static async Task<byte[]> BytesAsync(DockerfileBuild build)
    {
        await using var archive = await ContextArchive.CreateAsync(build, CancellationToken.None);
        using var body = new ContextContent(archive);
        return await body.ReadAsByteArrayAsync();
    }

    private static async Task<Dictionary<string, TarEntry>> EntriesAsync(DockerfileBuild build)
    {
        using var tar = new TarReader(new MemoryStream(await BytesAsync(build)));
        var entries = new Dictionary<string, TarEntry>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
            entries.Add(entry.Name, entry);
        return entries;
    }

    private static string? Read(ContextArchive archive, string name)
    {
        archive.Content.Position = 0;
        using var tar = new TarReader(archive.Content, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
            if (entry.Name == name)
                return new StreamReader(entry.DataStream!).ReadToEnd();
        return null;
    }
}
