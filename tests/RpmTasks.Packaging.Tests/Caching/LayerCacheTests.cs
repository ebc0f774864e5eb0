using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Caching;

internal sealed class LayerCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _details = [];
    private readonly List<string> _warnings = [];
    private TemporaryFolder _folder = null!;

    private string Folder => Path.Combine(_folder.Path, "cache");

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _details.Clear();
        _warnings.Clear();
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_entry_is_found_when_it_is_kept_and_not_before()
    {
        using var cache = Open();
        Add(cache, "a", 5);

        Assert.That(cache.Open("a"), Is.Null);
        cache.Keep();

        using var entry = cache.Open("a")!;
        Assert.That(entry.Length, Is.EqualTo(5));
        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EqualTo(["a"]));
    }

    [Test]
    public void What_is_not_kept_leaves_nothing()
    {
        using (var cache = Open())
        {
            Add(cache, "a", 5);
            Add(cache, "b", 5);
            cache.Discard("b", "was not finished");
        }

        Assert.That(Directory.GetFiles(Folder), Is.Empty);
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public void What_was_not_used_for_longest_goes_first()
    {
        using (var cache = Open())
        {
            foreach (var (name, age) in new[] { ("old", 3), ("older", 4), ("used", 9), ("oldest", 5) })
            {
                Add(cache, Key(name), 1000);
                cache.Keep();
                File.SetLastWriteTimeUtc(Path.Combine(Folder, Key(name)), Now.UtcDateTime.AddDays(-age));
            }
        }

        using (var cache = Open(maxBytes: 3000))
        {
            cache.Open(Key("used"))!.Dispose();
            Add(cache, Key("new"), 1000);
            cache.Keep();
        }

        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo([Key("new"), Key("used"), Key("old")]));
    }

    [TestCase("zstd-6-8m-zstdsharp0.8.8.0-w23c")]
    [TestCase("gzip-6-8m-dotnet10.0.0x64")]
    [TestCase("layer-zstd-zstdsharp0.8.8.0-3")]
    [TestCase("layer-gzip-sharpziplib1.4.2.13-6")]
    public void Every_kind_of_entry_makes_room(string kind)
    {
        Directory.CreateDirectory(Folder);
        var key = Key("old", kind);
        WriteOld(key);

        KeepOne(maxBytes: 5);

        Assert.That(File.Exists(Path.Combine(Folder, key)), Is.False);
    }

    [Test]
    public void What_others_keep_in_the_folder_stays()
    {
        Directory.CreateDirectory(Folder);
        string[] foreign =
        [
            "Orders.csproj", "a", ".new-stuff", ".new-", ".newer", "zstd", $"{Key("x")[..64]}", $"{Key("x")[..64]}-xz-6", Key("x").ToUpperInvariant(), $"x{Key("x")}",
            $"{Key("x")[..64]}-zstd-",
        ];
        foreach (var name in foreign)
            WriteOld(name);

        KeepOne(maxBytes: 5);
        KeepOne(maxBytes: 1);

        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(foreign));
    }

    [Test]
    public void What_a_killed_build_left_goes_after_a_day_and_what_another_build_writes_stays()
    {
        Directory.CreateDirectory(Folder);
        foreach (var (name, hours) in new[] { (".new-5n2wq1vd.x0k", 25), (".new-abcdefgh.012", 23) })
        {
            File.WriteAllText(Path.Combine(Folder, name), "x");
            File.SetLastWriteTimeUtc(Path.Combine(Folder, name), Now.UtcDateTime.AddHours(-hours));
        }

        using var cache = Open();
        Add(cache, "a", 5);
        cache.Keep();

        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(["a", ".new-abcdefgh.012"]));
    }

    [Test]
    public void Two_builds_that_make_one_entry_leave_one()
    {
        using var first = Open();
        using var second = Open();
        Add(first, "a", 5);
        Add(second, "a", 5);

        first.Keep();
        using var read = first.Open("a")!;
        second.Keep();

        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EqualTo(["a"]));
        Assert.That(read.ReadByte(), Is.Zero);
    }

    [Test]
    public void Builds_side_by_side_that_make_room_for_their_own_do_not_disturb_one_another()
    {
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, build =>
        {
            using var cache = Open(maxBytes: 5000);
            for (var layer = 0; layer < 4; layer++)
            {
                var key = Key($"{(build + layer) % 12}");
                using (var kept = cache.Open(key))
                {
                    if (kept is not null)
                    {
                        Assert.That(kept.Length, Is.EqualTo(1000));
                        continue;
                    }
                }

                Add(cache, key, 1000);
            }

            cache.Keep();
        });

        Assert.That(_warnings, Is.Empty);
        Assert.That(Directory.GetFiles(Folder).Select(file => new FileInfo(file).Length), Is.Not.Empty.And.All.EqualTo(1000));
    }

    [Test]
    public void An_entry_is_made_once_in_a_build()
    {
        using var cache = Open();
        Add(cache, "a", 5);

        Assert.That(cache.Create("a"), Is.Null);
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_one_warning()
    {
        File.WriteAllText(_folder.File("file"), "");
        using var cache = Open(folder: Path.Combine(_folder.File("file"), "cache"));

        Assert.That(cache.Create("a"), Is.Null);
        Assert.That(cache.Create("b"), Is.Null);
        Assert.That(cache.Open("a"), Is.Null);
        cache.Keep();

        Assert.That(_warnings, Has.Count.EqualTo(1));
        Assert.That(_warnings[0], Does.StartWith($"RPMT9010 The cache in '{_folder.File("file")}/cache' cannot be written: "));
    }

    [Test]
    public void An_entry_that_cannot_be_written_is_a_warning_and_a_damaged_one_a_detail()
    {
        using var cache = Open();
        Add(cache, "a", 5);
        cache.Keep();

        cache.Discard("a", "is damaged");
        Assert.That(cache.Open("a"), Is.Null);
        Assert.That((_details, _warnings), Is.EqualTo((new[] { "Cache entry a is damaged and is made anew" }, Array.Empty<string>())));

        Add(cache, "b", 5);
        cache.Discard("b", "cannot be written: No space left on device");
        Assert.That(_warnings.Single(), Does.Contain("No space left on device"));
        Assert.That(Directory.GetFiles(Folder), Is.Empty);
    }

    [Test]
    public void Without_a_wish_or_a_home_there_is_none()
    {
        Assert.That(LayerCache.Open(null, Environment()), Is.Null);
        Assert.That(LayerCache.Open(new CacheRequest(null, 1000), Environment()), Is.Null);
    }

    /// <summary>As it stands in the folder of a cache.</summary>
    private static string Key(string name, string kind = "zstd-6-8m-test") =>
        $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))}-{kind}";

    private void WriteOld(string name)
    {
        File.WriteAllText(Path.Combine(Folder, name), "x");
        File.SetLastWriteTimeUtc(Path.Combine(Folder, name), Now.UtcDateTime.AddDays(-30));
    }

    private void KeepOne(long maxBytes)
    {
        using var cache = Open(maxBytes);
        Add(cache, Key($"{maxBytes}"), 5);
        cache.Keep();
    }

    private LayerCache Open(long maxBytes = 1 << 20, string? folder = null) => LayerCache.Open(new CacheRequest(folder ?? Folder, maxBytes), Environment())!;

    private BuildEnvironment Environment() => new()
    {
        Parallelism = 1,
        Variable = _ => null,
        Now = Now,
        Log = new PackLog(Note(_details), _ => { }) { Warning = problem => Note(_warnings)($"{problem.Rule.Code} {problem.Message}") },
    };

    private static Action<string> Note(List<string> lines) => line =>
    {
        lock (lines)
            lines.Add(line);
    };

    private static void Add(LayerCache cache, string key, int length)
    {
        using var entry = cache.Create(key)!;
        entry.Write(new byte[length]);
    }
}
