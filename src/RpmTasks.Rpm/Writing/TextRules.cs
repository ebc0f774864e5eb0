using System.Globalization;
using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Writing;

/// <summary>A header's strings end at their first NUL and say that they are UTF-8; scripts and lists of ours are split at line feeds.</summary>
internal static class TextRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<string> Check(RpmSpec spec)
    {
        (string What, string? Value, bool IsRequired)[] lines =
        [
            ("summary", spec.Summary, true),
            ("licence", spec.License, true),
            ("group", spec.Group, true),
            ("build host", spec.BuildHost, true),
            ("URL", spec.Url, false),
            ("VCS", spec.Vcs, false),
            ("vendor", spec.Vendor, false),
            ("packager", spec.Packager, false),
            .. spec.Changelog.Select(entry => ("author of a change log entry", (string?)entry.Author, true)),
        ];
        foreach (var (what, value, isRequired) in lines)
        {
            if (isRequired && string.IsNullOrWhiteSpace(value))
                yield return $"The {what} is empty.";
            else if (FindLineProblem(value ?? "") is { } problem)
                yield return $"The {what} {problem}.";
        }

        if (FindTextProblem(spec.Description) is { } inDescription)
            yield return $"The description {inDescription}.";
        foreach (var entry in spec.Changelog)
        {
            if (FindTextProblem(entry.Text) is { } problem)
                yield return $"The change log entry of {entry.Date.ToString("O", CultureInfo.InvariantCulture)} {problem}.";
            if (entry.Date.Year is < 1970 or > 2105)
                yield return $"The change log entry of {entry.Date.ToString("O", CultureInfo.InvariantCulture)} is of a day that 32 bits of seconds do not reach.";
        }
    }

    /// <returns>What is wrong, as the end of a sentence; null when nothing is.</returns>
    public static string? FindLineProblem(string line) =>
        line.Any(char.IsControl) ? "holds a control character" : FindEncodingProblem(line);

    /// <summary>As a line, but with line feeds and tabs.</summary>
    public static string? FindTextProblem(string text)
    {
        if (text.Contains('\r'))
            return "holds a carriage return; its lines must end with a line feed alone";
        return text.Any(symbol => char.IsControl(symbol) && symbol is not ('\n' or '\t'))
            ? "holds a control character"
            : FindEncodingProblem(text);
    }

    private static string? FindEncodingProblem(string text)
    {
        try
        {
            Strict.GetByteCount(text);
            return null;
        }
        catch (EncoderFallbackException)
        {
            return "holds half of a surrogate pair";
        }
    }
}
