using System.Globalization;

using RpmTasks.Packaging.Commits;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Commits;

/// <summary>Judged by git: the date of a commit wherever and however git keeps it.</summary>
public sealed class CommitDateTests
{
    private const long First = 1_700_000_000;

    [TestCase("sha1")]
    [TestCase("sha256")]
    public void A_loose_commit_has_the_date_that_git_shows(string format)
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), format, commits: 3);
        Assert.That(git.Revisions.Select(revision => CommitDate.Find(git.Folder, revision)), Is.EqualTo(git.Dates));
        Assert.That(git.Dates[0], Is.EqualTo(First));
    }

    // Long messages that differ little: git keeps all but one of them as differences.
    [TestCase("sha1", "repack", "-adfq", "--window=50", "--depth=50")]
    [TestCase("sha256", "repack", "-adfq", "--window=50", "--depth=50")]
    [TestCase("sha1", "-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--window=50", "--depth=50")]
    [TestCase("sha256", "-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--window=50", "--depth=50")]
    public void A_packed_commit_has_the_date_that_git_shows(string format, params string[] repack)
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), format, commits: 40);
        git.Run(repack);
        var index = Directory.GetFiles(work.File("work", ".git", "objects", "pack"), "*.idx").Single();
        Assert.That(git.Run("verify-pack", "-v", index), Does.Match(@"(?m)^[0-9a-f]+ commit \d+ \d+ \d+ \d+ [0-9a-f]+$"), "no commit is a difference");
        Assert.That(git.Run("count-objects"), Does.StartWith("0 objects"));
        Assert.That(git.Revisions.Select(revision => CommitDate.Find(git.Folder, revision)), Is.EqualTo(git.Dates));
    }

    [Test]
    public void A_work_tree_of_its_own_finds_the_repository_it_belongs_to()
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), "sha1", commits: 2);
        git.Run("worktree", "add", "-q", "--detach", work.File("other"), git.Revisions[0]);
        Directory.CreateDirectory(work.File("other", "src", "app"));
        Assert.That(CommitDate.Find(work.File("other", "src", "app"), git.Revisions[0]), Is.EqualTo(First));
    }

    [TestCase("--shared")]
    [TestCase("--no-hardlinks")]
    [TestCase("--depth=1")]
    public void A_clone_of_any_kind_has_its_newest_commit(string option)
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), "sha1", commits: 3);
        git.Run("clone", "-q", option, "file://" + git.Folder, work.File("clone"));
        if (option == "--shared")
            Assert.That(File.Exists(work.File("clone", ".git", "objects", "info", "alternates")), Is.False, "git borrows only from a path");
        Assert.That(CommitDate.Find(work.File("clone"), git.Revisions[^1]), Is.EqualTo(git.Dates[^1]));
    }

    [Test]
    public void A_repository_that_borrows_its_objects_has_them()
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), "sha1", commits: 2);
        git.Run("clone", "-q", "--shared", git.Folder, work.File("clone"));
        Assert.That(File.ReadAllText(work.File("clone", ".git", "objects", "info", "alternates")), Does.Contain("work"));
        Assert.That(CommitDate.Find(work.File("clone"), git.Revisions[^1]), Is.EqualTo(git.Dates[^1]));
    }

    [TestCase("")]
    [TestCase("main")]
    [TestCase("0123456789abcdef0123456789abcdef01234567")]
    [TestCase("zzzz456789abcdef0123456789abcdef01234567")]
    public void What_is_no_commit_here_has_no_date(string revision)
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), "sha1", commits: 1);
        Assert.That(CommitDate.Find(git.Folder, revision), Is.Null);
        Assert.That(CommitDate.Find(git.Folder, git.Run("rev-parse", "HEAD^{tree}").Trim()), Is.Null, "a tree");
        Assert.That(CommitDate.Find("/", git.Revisions[0]), Is.Null, "no repository");
    }

    [Test]
    public void A_damaged_repository_gives_the_right_date_or_none()
    {
        using var work = new TemporaryFolder();
        var git = TestRepository.Make(work.File("work"), "sha1", commits: 12);
        git.Run("repack", "-adfq", "--window=50", "--depth=50");
        var random = new Random(1);
        foreach (var file in Directory.GetFiles(work.File("work", ".git", "objects", "pack")).Where(file => file.EndsWith(".idx", StringComparison.Ordinal) || file.EndsWith(".pack", StringComparison.Ordinal)))
        {
            var whole = File.ReadAllBytes(file);
            new FileInfo(file).IsReadOnly = false;
            for (var round = 0; round < 1500; round++)
            {
                var damaged = round % 5 == 0 ? whole[..random.Next(whole.Length)] : whole.ToArray();
                if (damaged.Length == whole.Length)
                    damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(file, damaged);
                var at = random.Next(git.Revisions.Count);
                Assert.That(CommitDate.Find(git.Folder, git.Revisions[at]), Is.Null.Or.EqualTo(git.Dates[at]), string.Create(CultureInfo.InvariantCulture, $"{file}, round {round}"));
            }

            File.WriteAllBytes(file, whole);
        }
    }
}
