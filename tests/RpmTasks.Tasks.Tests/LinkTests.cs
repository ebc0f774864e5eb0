using System.Text.RegularExpressions;

using RpmTasks.Testing;

namespace RpmTasks.Tasks.Tests;

/// <summary>No link of a document leads nowhere: neither the file nor the heading in it may be missing.</summary>
public sealed partial class LinkTests
{
    private static IEnumerable<string> Documents =>
        from folder in (string[])["", "docs", "docs/adr", "nuget", "nuget/templates", .. Directory.GetDirectories(Repository.Path("samples")).Select(folder => "samples/" + Path.GetFileName(folder))]
        from file in Directory.GetFiles(Repository.Path(folder), "*.md")
        select Path.GetRelativePath(Repository.Folder, file);

    [TestCaseSource(nameof(Documents))]
    public void Every_link_of_a_document_resolves(string document)
    {
        var file = Repository.Path(document);
        var links = Link().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Where(target => !target.StartsWith("http", StringComparison.Ordinal));

        Assert.That(links.Where(link => !Resolves(file, link)), Is.Empty);
    }

    [TestCase("nowhere.md")]
    [TestCase("properties.md#nothing")]
    public void A_link_that_leads_nowhere_is_found(string link) => Assert.That(Resolves(Repository.Path("docs", "host.md"), link), Is.False);

    private static bool Resolves(string document, string link)
    {
        var (path, heading) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = path.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, path);
        return heading is null
            ? Path.Exists(target)
            : File.Exists(target) && Anchors(File.ReadAllText(target)).Contains(heading);
    }

    /// <summary>As GitHub makes them of headings.</summary>
    private static IEnumerable<string> Anchors(string text) => Heading().Matches(text)
        .Select(match => NotInAnchor().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
