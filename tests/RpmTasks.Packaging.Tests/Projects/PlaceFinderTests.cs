using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Projects;

namespace RpmTasks.Packaging.Tests.Projects;

/// <summary>A problem points to what causes it, or to nothing; never to something else.</summary>
public sealed class PlaceFinderTests
{
    private static readonly Problem BadEngine = Problem.Of(Rules.UnknownValue, "RpmServiceEngine", "lxc", "podman, docker");
    private static readonly Problem BadFile = Problem.Of(Rules.BadMode, "b.json", "9", "0644");
    private static readonly Problem LongSummary = Problem.Of(Rules.LongSummary, "80");
    private static readonly Problem NoWindows = Problem.Of(Rules.NotLinux, "win-x64");

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("A value that stands there", BadEngine, "<PropertyGroup>\n  <RpmServiceEngine>lxc</RpmServiceEngine></PropertyGroup>", (3, 4));
        yield return Case("With blanks around", BadEngine, "<PropertyGroup><RpmServiceEngine>\n lxc \n</RpmServiceEngine></PropertyGroup>", (2, 17));
        yield return Case("The last of two", BadEngine, "<PropertyGroup><RpmServiceEngine>lxc</RpmServiceEngine>\n<RpmServiceEngine>lxc</RpmServiceEngine></PropertyGroup>", (3, 2));
        yield return Case("The one with that value", BadEngine, "<PropertyGroup><RpmServiceEngine Condition='true'>lxc</RpmServiceEngine>\n<RpmServiceEngine Condition='false'>podman</RpmServiceEngine></PropertyGroup>", (2, 17));
        yield return Case("A value made of others", BadEngine, "<PropertyGroup>\n<RpmServiceEngine>$(Engine)</RpmServiceEngine></PropertyGroup>", (3, 2));
        yield return Case("Another value", BadEngine, "<PropertyGroup><RpmServiceEngine>podman</RpmServiceEngine></PropertyGroup>", null);
        yield return Case("Nothing", BadEngine, "", null);
        yield return Case("The item of several", BadFile, "<ItemGroup><RpmFile Include='a.json' />\n<RpmFile Include='b.json' Mode='9' /></ItemGroup>", (3, 2));
        yield return Case("An item out of a pattern", BadFile, "<ItemGroup>\n<RpmFile Include='*.json' Mode='9' /></ItemGroup>", null);
        yield return Case("A problem without a value", LongSummary, "<PropertyGroup>\n<RpmSummary>Long</RpmSummary></PropertyGroup>", (3, 2));
        yield return Case("A property of the SDK", NoWindows, "<PropertyGroup>\n<RuntimeIdentifier>win-x64</RuntimeIdentifier></PropertyGroup>", (3, 2));
    }

    [TestCaseSource(nameof(Cases))]
    public void Its_place_is_found(object problem, string body, (int, int)? place)
    {
        using var project = ProjectFolder.With(body);
        var found = PlaceFinder.Find((Problem)problem, project.Read());
        Assert.That(found is null ? ((int, int)?)null : (found.Line, found.Column), Is.EqualTo(place));
    }

    [Test]
    public void The_command_line_has_no_place()
    {
        using var project = ProjectFolder.With("<PropertyGroup><RpmServiceEngine>lxc</RpmServiceEngine><RpmSummary>Long</RpmSummary></PropertyGroup>");
        Assert.That(PlaceFinder.Find(BadEngine, project.Read("RpmServiceEngine")), Is.Null);
        Assert.That(PlaceFinder.Find(LongSummary, project.Read("rpmsummary")), Is.Null);
    }

    private static TestCaseData Case(string name, Problem problem, string body, (int, int)? place) => new TestCaseData(problem, body, place).SetArgDisplayNames(name);
}
