using RpmTasks.Testing;

namespace RpmTasks.Host.Tests;

[NonParallelizable]
public class UserCacheTests
{
    private TemporaryFolder _folder = null!;
    private UserCache _cache = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _cache = new UserCache(_folder.Path);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_same_recipe_is_made_once()
    {
        var first = _cache.GetOrMake("thing-*", "recipe", path => File.WriteAllText(path, "first"));
        var second = _cache.GetOrMake("thing-*", "recipe", path => File.WriteAllText(path, "second"));

        Assert.That(second, Is.EqualTo(first));
        Assert.That(File.ReadAllText(first), Is.EqualTo("first"));
    }

    [Test]
    public void Another_recipe_is_another_thing()
    {
        var one = _cache.GetOrMake("thing-*", "one", path => Directory.CreateDirectory(path));
        var other = _cache.GetOrMake("thing-*", "other", path => Directory.CreateDirectory(path));

        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public void What_could_not_be_made_is_not_kept()
    {
        Assert.That(() => _cache.GetOrMake("thing-*", "recipe", HalfThenFail), Throws.TypeOf<InvalidOperationException>());

        var path = _cache.GetOrMake("thing-*", "recipe", path => File.WriteAllText(path, "whole"));

        Assert.That(File.ReadAllText(path), Is.EqualTo("whole"));
    }

    [Test]
    public void Those_who_ask_at_once_get_one_thing()
    {
        var made = 0;
        var paths = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => _cache.GetOrMake("thing-*", "recipe", path =>
        {
            Interlocked.Increment(ref made);
            Directory.CreateDirectory(path);
        })).ToList();

        Assert.That(made, Is.EqualTo(1));
        Assert.That(paths.Distinct().Count(), Is.EqualTo(1));
    }

    private static void HalfThenFail(string path)
    {
        Directory.CreateDirectory(Path.Combine(path, "half"));
        throw new InvalidOperationException();
    }
}
