using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Repositories;

public sealed class RepositoryReaderTests
{
    [TestCase("", null)]
    [TestCase("repo", "/home/me/orders/repo")]
    [TestCase("../repo/", "/home/me/repo")]
    [TestCase("/srv/rpm/example", "/srv/rpm/example")]
    [TestCase("bin/repo", "/home/me/orders/bin/repo")]
    [TestCase("bin2", "/home/me/orders/bin2")]
    public void It_is_relative_to_the_project(string text, string? folder) => Assert.That(Read(text).Repository?.Folder, Is.EqualTo(folder));

    [TestCase("/")]
    [TestCase("/etc/passwd")]
    [TestCase("bin")]
    [TestCase(".")]
    [TestCase("bin/publish")]
    [TestCase("bin/publish/repo")]
    [TestCase("repo/repodata")]
    public void Not_every_folder_can_be_one(string text) =>
        Assert.That(Assert.Throws<PackException>(() => Read(text))!.Problems.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { "RPMT4061" }));

    private static PackRequest Read(string text) =>
        RequestReader.Read(Requests.App with { Places = Requests.App.Places with { Repository = text } });
}
