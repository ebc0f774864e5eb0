using System.Globalization;

namespace RpmTasks.Packaging.Provenance;

/// <summary>Names within a document: letters, digits, '.' and '-' (SPDX 2.3, 6.3).</summary>
internal static class SpdxId
{
    public const string Document = "SPDXRef-DOCUMENT";
    public const string Package = "SPDXRef-Package";
    public const string Image = "SPDXRef-Image";
    public const string Base = "SPDXRef-Base";

    public static string Of(Component component) => $"SPDXRef-{component.Role}-{Escape(component.Id)}-{Escape(component.Version)}";

    // Two names stay two.
    private static string Escape(string text) => string.Concat(text.Select(character =>
        char.IsAsciiLetterOrDigit(character) || character == '.' ? character.ToString()
        : character == '-' ? "-"
        : ".x" + ((int)character).ToString("x", CultureInfo.InvariantCulture) + "."));
}
