using RpmTasks.Packaging.Caching;

namespace RpmTasks.Packaging.Tests.Caching;

/// <summary>On Linux: XDG Base Directory Specification.</summary>
[Platform("Linux")]
internal sealed class CacheFolderTests
{
    [TestCase("/home/ann/cache", "/home/ann", "/home/ann/cache/rpmtasks")]
    [TestCase(null, "/home/ann", "/home/ann/.cache/rpmtasks")]
    [TestCase("", "/home/ann", "/home/ann/.cache/rpmtasks")]
    [TestCase("relative", "/home/ann", "/home/ann/.cache/rpmtasks")]
    [TestCase("/tmp/cache", null, "/tmp/cache/rpmtasks")]
    [TestCase(null, null, null)]
    [TestCase(null, "", null)]
    public void It_is_where_the_specification_says(string? cache, string? home, string? expected) =>
        Assert.That(CacheFolder.Usual(name => name switch { "XDG_CACHE_HOME" => cache, "HOME" => home, _ => null }), Is.EqualTo(expected));
}
