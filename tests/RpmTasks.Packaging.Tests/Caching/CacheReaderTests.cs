using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Caching;

internal sealed class CacheReaderTests
{
    private const long Usual = 4L << 30;

    [Test]
    public void Unset_means_the_usual_place_and_size() => Assert.That(Read(new CacheInput()), Is.EqualTo(new CacheRequest(null, Usual)));

    [Test]
    public void A_folder_is_relative_to_the_project() =>
        Assert.That(Read(new CacheInput { Folder = " cache/layers " }), Is.EqualTo(new CacheRequest(Path.Combine(Requests.Input.Places.ProjectFolder, "cache", "layers"), Usual)));

    [Test]
    public void A_size_is_in_megabytes() => Assert.That(Read(new CacheInput { MaxSize = "100" }), Is.EqualTo(new CacheRequest(null, 100 << 20)));

    [Test]
    public void False_means_none() => Assert.That(Read(new CacheInput { Enabled = "false", Folder = "cache" }), Is.Null);

    [Test]
    public void What_is_wrong_is_said_at_once()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");

        Assert.That(Refused(new CacheInput { Enabled = "no", Folder = folder.File("file"), MaxSize = "4G" }), Is.EqualTo(["RPMT1015", "RPMT1008", "RPMT1052"]));
        Assert.That(Refused(new CacheInput { Folder = "a\0b", MaxSize = "0" }), Is.EqualTo(["RPMT1008", "RPMT1052"]));
    }

    private static CacheRequest? Read(CacheInput cache) => RequestReader.Read(Requests.Input with { Cache = cache }).Cache;

    private static IEnumerable<string> Refused(CacheInput cache) => Assert.Throws<PackException>(() => Read(cache))!.Problems.Select(problem => problem.Rule.Code);
}
