using System.Globalization;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Facts as lines of plain text for a terminal of 80 columns.</summary>
internal static class TextReport
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss 'UTC'";

    /// <summary>A million files are for JSON.</summary>
    private const int MostFiles = 10_000;

    private const int MostChanges = 20;

    public static IEnumerable<string> Render(PackageFacts facts)
    {
        var report = new ReportLines();
        report.Title(facts.Identity.Nevra);
        Head(report, facts);
        Signatures(report, facts);
        report.Prose("Description", facts.Description.Text ?? "");
        Dependencies(report, facts.Dependencies);
        Files(report, facts);
        Scripts(report, facts);
        Changelog(report, facts);
        foreach (var image in facts.Images)
            ImageText.Add(report, image);
        foreach (var tree in facts.Trees)
            Add(report, tree);
        return report.Lines;
    }

    public static string Time(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static void Add(ReportLines report, TreeFacts tree)
    {
        report.Title("File system " + tree.Folder);
        report.Field("Paths", tree.Paths.ToString(CultureInfo.InvariantCulture));
        report.Field("Size", string.Create(CultureInfo.InvariantCulture, $"{tree.Size} bytes"));
    }

    private static void Head(ReportLines report, PackageFacts facts)
    {
        var (description, build, payload) = (facts.Description, facts.Build, facts.Payload);
        report.Field("Summary", description.Summary);
        report.Field("License", description.License);
        report.Field("Group", description.Group);
        report.Field("URL", description.Url);
        report.Field("Vendor", description.Vendor);
        report.Field("Packager", description.Packager);
        report.Field("Relocatable", string.Join(", ", description.Prefixes));
        report.Field("Format", $"v{facts.Identity.Format}{(facts.Identity.IsSource ? ", source package" : "")}");
        report.Field("Size", $"{facts.FileSize} bytes, installed {Number(payload.InstalledSize)}");
        report.Field("Payload", $"{payload.Compressor}{(payload.Level is null ? "" : ", level " + payload.Level)}, unpacked {Number(payload.Size)}");
        report.Field("Built", $"{(build.Time is { } time ? Time(time) : "at no time")} on {build.Host}");
        report.Field("Source RPM", build.SourceRpm);
        report.Field("Made by", build.RpmVersion is null ? null : "rpm " + build.RpmVersion);
    }

    private static void Signatures(ReportLines report, PackageFacts facts)
    {
        if (facts.Signatures.IsEmpty)
            report.Field("Signature", "none");
        foreach (var signature in facts.Signatures)
        {
            report.Field("Signature", signature.Problem is { } problem
                ? $"{signature.Tag}: {problem}"
                : $"{signature.Algorithm}/{signature.Hash}, key ID {signature.KeyId ?? "none"}, {(signature.Time is { } time ? Time(time) : "no time")}");
        }
    }

    public static void Dependencies(ReportLines report, DependencyFacts dependencies)
    {
        const string rpmlib = "rpmlib(";
        var features = dependencies.Requires.Where(text => text.StartsWith(rpmlib, StringComparison.Ordinal)).ToList();
        report.List("Provides", dependencies.Provides.Distinct());
        report.List("Requires", dependencies.Requires.Except(features));
        report.Prose("Requires of rpm", string.Join(", ", features.Distinct().Select(text => text[rpmlib.Length..].Split(')')[0])));
        report.List("Recommends", dependencies.Recommends.Distinct());
        report.List("Suggests", dependencies.Suggests.Distinct());
        report.List("Supplements", dependencies.Supplements.Distinct());
        report.List("Enhances", dependencies.Enhances.Distinct());
        report.List("Conflicts", dependencies.Conflicts.Distinct());
        report.List("Obsoletes", dependencies.Obsoletes.Distinct());
    }

    public static void Files(ReportLines report, PackageFacts facts)
    {
        report.Heading("Files", facts.Files.Length);
        foreach (var file in facts.Files.Take(MostFiles))
            FileText.Add(report, file, facts.Payload.FileDigestAlgorithm);
        report.More(facts.Files.Length - MostFiles);
    }

    public static void Scripts(ReportLines report, PackageFacts facts)
    {
        foreach (var script in facts.Scripts)
        {
            var conditions = script.Conditions.IsEmpty ? "" : " -- " + string.Join(", ", script.Conditions);
            report.Verbatim($"%{script.When}{conditions} ({script.Interpreter})", script.Body ?? "");
        }
    }

    public static void Changelog(ReportLines report, PackageFacts facts)
    {
        report.Heading("Change log", facts.Changelog.Length);
        foreach (var change in facts.Changelog.Take(MostChanges))
            report.Indented($"* {change.Time.ToString("ddd MMM dd yyyy", CultureInfo.InvariantCulture)} {change.Author}", change.Text);
        report.More(facts.Changelog.Length - MostChanges);
    }

    private static string Number(ulong? bytes) => bytes is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
