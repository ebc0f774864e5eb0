using RpmTasks.Packaging.Inspection;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>The facts of a package made elsewhere are what rpm itself says, field by field.</summary>
internal sealed class RpmAgreementTests
{
    private static readonly string[] Compressors = ["w9.gzdio", "w7.xzdio", "w9.bzdio", "w3.zstdio", "w6.lzdio"];

    [TestCaseSource(nameof(Compressors))]
    public void Facts_are_what_rpm_says(string io)
    {
        using var folder = new TemporaryFolder();
        var (binary, source) = ForeignPackages.Build(folder, io);
        Compare(binary);
        Compare(source);
    }

    [Test]
    public void Triggers_and_scripts_are_what_the_spec_said()
    {
        using var folder = new TemporaryFolder();
        var scripts = Inspect(ForeignPackages.Build(folder, "w9.gzdio").Binary).Scripts;

        Assert.That(scripts.Select(script => $"{script.When} {script.Interpreter} [{string.Join(';', script.Conditions)}] {script.Body}"), Is.EqualTo(new[]
        {
            "pre /bin/sh [] echo before",
            "post /usr/bin/env bash [] echo everything",
            "postun <lua> [] print(\"gone\")",
            "triggerin /bin/sh [bar;foo > 1] echo trigger",
            "triggerun /bin/bash [baz] echo untrigger",
            "filetriggerin /bin/sh [/usr/lib;/usr/share] cat",
            "transfiletriggerin /bin/sh [/usr/lib] cat",
        }));
    }

    private static PackageFacts Inspect(string path) => PackageReading.Inspect(path, CancellationToken.None);

    private static void Compare(string path)
    {
        var facts = Inspect(path);
        foreach (var (format, value) in Fields(facts))
            Assert.That(value, Is.EqualTo(Query(path, format)), format);
    }

    private static string Query(string path, string format) => RealTool.Run("rpm", "-qp", "--qf", format, path).Output.Replace("(none)", "", StringComparison.Ordinal);

    private static IEnumerable<(string Format, string Value)> Fields(PackageFacts facts)
    {
        var (identity, description) = (facts.Identity, facts.Description);
        yield return ("%{NAME} %{EPOCH} %{VERSION} %{RELEASE} %{ARCH}", $"{identity.Name} {identity.Epoch} {identity.Version} {identity.Release} {identity.Architecture}");
        yield return ("%{NEVRA}", identity.IsSource ? identity.Nevra.Replace(".src", "." + identity.Architecture, StringComparison.Ordinal) : identity.Nevra);
        yield return ("%{SUMMARY}|%{DESCRIPTION}|%{GROUP}", $"{description.Summary}|{description.Text}|{description.Group}");
        yield return ("%{LICENSE}|%{URL}|[%{PREFIXES}]", $"{description.License}|{description.Url}|{string.Concat(description.Prefixes)}");
        yield return ("%{BUILDTIME} %{BUILDHOST} %{RPMVERSION}", $"{facts.Build.Time!.Value.ToUnixTimeSeconds()} {facts.Build.Host} {facts.Build.RpmVersion}");
        yield return ("%{SOURCERPM}", facts.Build.SourceRpm ?? "");
        yield return ("%{PAYLOADCOMPRESSOR} %{PAYLOADFLAGS} %{LONGARCHIVESIZE} %{LONGSIZE}", $"{facts.Payload.Compressor} {facts.Payload.Level} {facts.Payload.Size} {facts.Payload.InstalledSize}");
        foreach (var field in Lists(facts).Concat(FileFields(facts)))
            yield return field;
        yield return ("[%{CHANGELOGTIME} %{CHANGELOGNAME} %{CHANGELOGTEXT}\n]", string.Concat(facts.Changelog.Select(change => $"{change.Time.ToUnixTimeSeconds()} {change.Author} {change.Text}\n")));
    }

    private static IEnumerable<(string Format, string Value)> Lists(PackageFacts facts)
    {
        var dependencies = facts.Dependencies;
        yield return ("[%{PROVIDENEVRS}\n]", Lines(dependencies.Provides));
        yield return ("[%{REQUIRENEVRS}\n]", Lines(dependencies.Requires));
        yield return ("[%{RECOMMENDNEVRS}\n]", Lines(dependencies.Recommends));
        yield return ("[%{SUPPLEMENTNEVRS}\n]", Lines(dependencies.Supplements));
        yield return ("[%{CONFLICTNEVRS}\n]", Lines(dependencies.Conflicts));
        yield return ("[%{OBSOLETENEVRS}\n]", Lines(dependencies.Obsoletes));
    }

    private static IEnumerable<(string Format, string Value)> FileFields(PackageFacts facts)
    {
        yield return ("[%{FILENAMES} %{FILEUSERNAME}:%{FILEGROUPNAME} %{LONGFILESIZES}\n]", Lines(facts.Files.Select(file => $"{file.Path} {file.Owner}:{file.Group} {file.Size}")));
        yield return ("[%{FILEMODES:perms}\n]", Lines(facts.Files.Select(FileText.ModeOf)));
        yield return ("[%{FILEDIGESTS}|%{FILELINKTOS}|%{FILECAPS}\n]", Lines(facts.Files.Select(file => $"{file.Digest}|{file.LinkTarget}|{file.Capabilities}")));
        yield return ("[%{FILEMTIMES}\n]", Lines(facts.Files.Select(file => file.Time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture))));
        yield return ("[%{FILEFLAGS:fflags}\n]", Lines(facts.Files.Select(FlagsOf)));
    }

    private static string FlagsOf(FileFacts file) => string.Concat(
        from flag in new[] { ("doc", 'd'), ("config", 'c'), ("spec", 's'), ("missingok", 'm'), ("noreplace", 'n'), ("ghost", 'g'), ("license", 'l'), ("readme", 'r'), ("artifact", 'a') }
        where file.Flags.Contains(flag.Item1)
        select flag.Item2);

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
