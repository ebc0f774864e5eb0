using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Packaging.Reports;

/// <summary>Style and script of the page, and the policy that lets a browser take these two and nothing else, from nowhere else.</summary>
internal static class ReportAssets
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    /// <summary>Content-Security-Policy: nothing is fetched, sent or embedded, and no markup that slipped in would be obeyed.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; base-uri 'none'; form-action 'none'";

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        var type = typeof(ReportAssets);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.Assets.{name}")!;
        using var reader = new StreamReader(stream);
        // Whatever line ends the sources were checked out with.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
