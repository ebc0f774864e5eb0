using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Changes;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Text;
using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads what the package says about itself.</summary>
internal sealed class MetadataReader(MetadataInput input, string projectFolder, ProblemList problems)
{
    /// <summary>What tools that list packages show of a line; rpmlint's bound.</summary>
    private const int LineWidth = 79;

    private static readonly string[] AddressSchemes = ["http", "https", "ftp", "ftps", "git"];

    public PackageIdentity Identity()
    {
        if (!PackageName.IsValid(input.Name))
            problems.Add(Rules.BadPackageName, "RpmPackageName", input.Name);
        var version = input.Version.Length > 0 ? input.Version : PackageVersion.FromSemVer(input.ProjectVersion);
        CheckVersion("RpmVersion", version, "1.4.0 or 1.4.0~rc.1");
        var release = input.Release.Length > 0 ? input.Release : "1";
        CheckVersion("RpmRelease", release, "1 or 4.110");
        return new PackageIdentity(input.Name, Epoch(), version, release)
        {
            Architecture = input.Architecture.Length > 0 ? input.Architecture : null,
        };
    }

    public PackageTexts Texts()
    {
        var description = problems.PlainText("RpmDescription", input.Description, multiline: true);
        var summary = Summary(description);
        return new PackageTexts
        {
            Summary = summary,
            Description = description.Length > 0 ? LineWrap.At(LineWidth, description) : summary + ".",
            License = OrUnset(problems.PlainText("RpmLicense", input.License)) ?? "Unspecified",
            Url = OrUnset(Url()),
            Vendor = OrUnset(problems.PlainText("RpmVendor", input.Vendor)),
            Packager = OrUnset(problems.PlainText("RpmPackager", input.Packager)),
            Group = OrUnset(problems.PlainText("RpmGroup", input.Group)),
            BuildHost = OrUnset(problems.PlainText("RpmBuildHost", input.BuildHost)) ?? "localhost",
            Changes = Changes(problems.PlainText("PackageReleaseNotes", input.ReleaseNotes, multiline: true)),
            Changelog = Changelog(),
        };
    }

    // The project's name for it in a nupkg; only a file that really lies there is installed.
    public Content? LicenseText() => File.Exists(input.LicenseFile)
        ? SourceFiles.ContentOf(input.LicenseFile)
        : null;

    public PayloadCompression Compression()
    {
        var compressor = problems.Choice(
            "RpmPayloadCompression",
            input.PayloadCompression,
            ("zstd", PayloadCompressor.Zstd),
            ("gzip", PayloadCompressor.Gzip),
            ("none", PayloadCompressor.None));
        var level = problems.Level("RpmPayloadCompressionLevel", input.PayloadCompressionLevel, Levels(compressor), "RpmPayloadCompression=none");
        return new PayloadCompression(compressor, level ?? 0);
    }

    public ImmutableArray<RpmDependency> Dependencies()
    {
        var dependencies = ImmutableArray.CreateBuilder<RpmDependency>();
        foreach (var item in input.Dependencies)
        {
            try
            {
                dependencies.Add(DependencyParser.Parse(Enum.Parse<DependencyKind>(item.Name["Rpm".Length..]), item.Value));
            }
            catch (FormatException exception)
            {
                problems.Add(Rules.BadDependency, item.Name, item.Value, exception.Message.TrimEnd('.'));
            }
        }

        return dependencies.ToImmutable();
    }

    // The first sentence of the description, as rpm's summaries look: no full stop, a capital first.
    internal static string SummaryOf(string description)
    {
        var line = description.Split('\n')[0].Trim();
        var stop = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = (stop < 0 ? line : line[..stop]).TrimEnd('.', ' ');
        if (sentence.Length == 0)
            sentence = "Service that runs in a container";
        var cut = LineWrap.At(LineWidth, sentence).Split('\n')[0];
        return char.ToUpperInvariant(cut[0]) + cut[1..];
    }

    // rpm's summaries are no sentences: a full stop at the end goes.
    private string Summary(string description)
    {
        var summary = problems.PlainText("RpmSummary", input.Summary).TrimEnd('.', ' ');
        if (summary.Length > LineWidth)
            problems.Add(Rules.LongSummary, summary.Length.ToString(CultureInfo.InvariantCulture));
        return summary.Length > 0 ? summary : SummaryOf(description);
    }

    private string Url()
    {
        var url = problems.PlainText("RpmUrl", input.Url);
        var isAddress = Uri.TryCreate(url, UriKind.Absolute, out var address) && AddressSchemes.Contains(address.Scheme) && address.Host.Length > 0;
        if (url.Length > 0 && (!isAddress || url.Any(char.IsWhiteSpace)))
            problems.Add(Rules.BadUrl, url);
        return url;
    }

    private ImmutableArray<ChangelogEntry> Changelog()
    {
        if (input.ChangelogFile.Length == 0)
            return [];
        var text = new SourceFiles(projectFolder, problems).ReadText("RpmChangelogFile", input.ChangelogFile);
        return text is null ? [] : new ChangelogParser(input.ChangelogFile, problems).Parse(text);
    }

    private static ImmutableArray<string> Changes(string notes) =>
    [
        .. from line in notes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           select line.TrimStart('-', '*', ' '),
    ];

    private static NumberRange? Levels(PayloadCompressor compressor) => compressor switch
    {
        PayloadCompressor.Zstd => new NumberRange(1, 19, PayloadCompression.Zstd().Level),
        PayloadCompressor.Gzip => new NumberRange(1, 9, PayloadCompression.Gzip().Level),
        _ => null,
    };

    private uint? Epoch()
    {
        if (input.Epoch.Length == 0)
            return null;
        if (uint.TryParse(input.Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return epoch;
        problems.Add(Rules.BadNumber, "RpmEpoch", input.Epoch, "0", "4294967295", "1");
        return null;
    }

    private void CheckVersion(string property, string value, string example)
    {
        if (!PackageVersion.IsValid(value))
            problems.Add(Rules.BadVersion, property, value, example);
    }

    private static string? OrUnset(string text) => text.Length > 0 ? text : null;
}
