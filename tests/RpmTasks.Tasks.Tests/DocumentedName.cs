using System.Text.RegularExpressions;

namespace RpmTasks.Tasks.Tests;

/// <summary>One heading of docs/properties.md, as an editor shows it.</summary>
/// <param name="Text">The first paragraph, without markup.</param>
/// <param name="Default">The text after "Default: ", with markup.</param>
internal sealed partial record DocumentedName(string Name, string Text, string Default, string Body)
{
    // A tooltip is read at a glance.
    private const int LongestHelp = 400;

    public static DocumentedName Parse(Match section)
    {
        var body = section.Groups["body"].Value;
        var first = FirstParagraph().Match(body).Groups["text"].Value;
        // A list or table, where there is one, is for the document.
        var list = ListItem().Matches(body).Select(item => item.Groups["text"].Value.Split('.')[0]).ToList();
        return new DocumentedName(section.Groups["name"].Value, Plain(first.Length > 0 ? first : string.Join("; ", list)), DefaultLine().Match(body).Groups["text"].Value, body);
    }

    public string Help => Shorten(Text) + (Default.Length == 0 ? "" : $" Default: {Plain(Default)}");

    public bool IsBoolean => PlainDefault is "true" or "false";

    /// <summary>The default, where it is one value: `podman`.</summary>
    public string? PlainDefault => OneValue().Match(Default) is { Success: true } value ? value.Groups["value"].Value : null;

    /// <summary>The words that can stand there, where the heading lists them: "`podman` or `docker`: …", or a list of them.</summary>
    public string[] Values
    {
        get
        {
            var listed = ListItem().Matches(Body).Select(item => ListedValue().Match(item.Groups["text"].Value).Groups["value"].Value).Where(value => value.Length > 0).ToArray();
            if (listed.Length > 1)
                return listed;
            var choice = Choice().Match(FirstParagraph().Match(Body).Groups["text"].Value);
            return choice.Success ? [.. choice.Groups["value"].Captures.Select(capture => capture.Value)] : [];
        }
    }

    /// <summary>The row of a metadatum in the heading's table; empty without one.</summary>
    public string Metadatum(string name) =>
        TableRow().Matches(Body)
            .Where(row => row.Groups["names"].Value.Split(", ").Contains($"`{name}`"))
            .Select(row => Shorten(Plain(row.Groups["text"].Value)))
            .FirstOrDefault("");

    private static string Shorten(string text)
    {
        if (text.Length <= LongestHelp)
            return text;
        var end = text.LastIndexOf(". ", LongestHelp, StringComparison.Ordinal);
        return end > 0 ? text[..(end + 1)] : text[..LongestHelp] + "…";
    }

    private static string Plain(string markdown) => Blanks().Replace(Link().Replace(markdown, "${text}").Replace("`", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"\A(?![-|])(?<text>.+?)\n\n", RegexOptions.Singleline)]
    private static partial Regex FirstParagraph();

    [GeneratedRegex(@"^- (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^Default: (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex DefaultLine();

    [GeneratedRegex(@"^`(?<value>[\w.-]+)`[.;]?(?: |$)")]
    private static partial Regex OneValue();

    [GeneratedRegex("^`(?<value>[a-z][a-z0-9-]*)`: ")]
    private static partial Regex ListedValue();

    // "`missing`, `always` or `never`." at the end of a sentence, or "`podman` or `docker`: …" at the beginning.
    [GeneratedRegex(@"(?:^|: )`(?<value>[a-z][a-z0-9-]*)`(?:, `(?<value>[a-z][a-z0-9-]*)`)* or `(?<value>[a-z][a-z0-9-]*)`[.:]")]
    private static partial Regex Choice();

    [GeneratedRegex(@"^\| (?<names>`\w+`(?:, `\w+`)*) \| (?<text>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
