using System.Text.RegularExpressions;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.References;

/// <summary>The grammar of image names: https://github.com/distribution/reference, reference.go.</summary>
internal static partial class ImageName
{
    private const int MaximumName = 255;

    private const string Part = "[a-z0-9]+(?:(?:[.]|__?|-+)[a-z0-9]+)*";
    private const string Label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

    // A first part is a host when it is localhost, has a dot or a port, or is an IPv6 address; otherwise it belongs to the path.
    private const string Port = ":[0-9]{1,5}";
    private const string Host = $"(?:(?:localhost|{Label}(?:[.]{Label})+|\\[[0-9A-Fa-f:]+\\])(?:{Port})?|{Label}{Port})/";
    private const string Tag = ":[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

    public static bool IsValid(string text)
    {
        var match = Pattern().Match(text);
        return match.Success && match.Groups["name"].Length <= MaximumName;
    }

    /// <summary>An image's ID instead of a name.</summary>
    public static bool IsId(string text) => Digest.TryParse(text, out _);

    // No backtracking: the answer comes in linear time, whatever the text.
    [GeneratedRegex(
        $"^(?<name>(?:{Host})?{Part}(?:/{Part})*)(?:{Tag})?(?:@sha256:[0-9a-f]{{64}})?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
