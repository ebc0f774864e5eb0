using System.Collections.Immutable;
using System.Text.Json.Nodes;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>What a user sees.</summary>
internal sealed class ReportTests
{
    private const int Columns = 78;

    [Test]
    public void Text_has_a_place_for_everything()
    {
        var text = Inspected.Text(Inspected.Orders);

        Assert.That(text, Does.StartWith("orders-1.2.3-1.x86_64\n  Summary"));
        Assert.That(text, Does.Contain("\n  Signature    none\n"));
        Assert.That(text, Does.Contain("\nProvides (").And.Contain("\n  orders = 1.2.3-1\n"));
        Assert.That(text, Does.Contain("\nRequires of rpm\n  ").And.Not.Contain("rpmlib("));
        Assert.That(text, Does.Contain("\n%post (/bin/sh)\n"));
        Assert.That(text, Does.Match(@"\n  -rw-r--r-- root:root +\d+ /etc/sysconfig/orders \[config, noreplace\]\n +SHA256 [0-9a-f]{64}\n"));
        Assert.That(text, Does.Contain("\nImage /usr/share/orders/image\n"));
    }

    [Test]
    public void Prose_ends_at_80_columns_and_words_stay_whole()
    {
        var word = new string('w', 100);
        var lines = Inspected.Text(Inspected.Orders with { Description = string.Join(' ', Enumerable.Repeat("prose", 100)) + "\n\n" + word }).Split('\n');

        Assert.That(lines.Where(line => line.Contains("prose", StringComparison.Ordinal)), Has.All.Length.LessThanOrEqualTo(Columns));
        Assert.That(lines, Does.Contain("  " + word));
    }

    /// <summary>In one test: no test may have such a name.</summary>
    [Test]
    public void Nothing_that_a_terminal_obeys_is_printed()
    {
        (string Text, string Shown)[] cases =
        [
            ("\u001b[2J", "\\x1b[2J"),
            ("\u001b]0;title\u0007", "\\x1b]0;title\\x07"),
            ("\u009b31m", "\\x9b31m"),
            ("a\rb\bc", "a\\x0db\\x08c"),
            ("\u202egnp.exe", "\\u{202e}gnp.exe"),
            ("zero\u200bwidth\u2028line", "zero\\u{200b}width\\u{2028}line"),
            ("größe \U0001F600", "größe \U0001F600"),
        ];
        foreach (var (text, shown) in cases)
            Assert.That(VisibleText.Of(text), Is.EqualTo(shown));
    }

    [Test]
    public void No_line_is_longer_than_a_bound() =>
        Assert.That(VisibleText.Of(new string('x', 1_000_000)), Has.Length.LessThan(5000).And.EndWith("…"));

    [Test]
    public void A_script_is_shown_line_by_line()
    {
        var spec = Inspected.Orders with { Scriptlets = [new Scriptlet(ScriptletKind.PreInstall, "one\n\techo two\n")] };

        Assert.That(Inspected.Text(spec), Does.Contain("%pre (/bin/sh)\n  one\n      echo two\n"));
    }

    [Test]
    public void No_text_of_a_package_moves_a_terminal()
    {
        const string bad = "\u001b[31m\r\u202e\u0007";
        var lines = TextReport.Render(HostileFacts(bad)).ToList();

        Assert.That(lines.Where(line => line.Any(char.IsControl) || line.Contains('\u202e')), Is.Empty);
        Assert.That(lines.Count(line => line.Contains("\\x1b[31m", StringComparison.Ordinal)), Is.GreaterThan(30));
        Assert.That(JsonReport.Render([HostileFacts(bad)]).Where(letter => letter is '\u001b' or '\u202e'), Is.Empty);
    }

    [Test]
    public void The_names_of_the_JSON_are_these()
    {
        var package = JsonNode.Parse(JsonReport.Render([Inspected.Facts(Inspected.Write(Inspected.Orders))]))!.AsArray().Single()!.AsObject();

        Assert.That(NamesOf(package), Is.EqualTo("file fileSize identity description build payload signatures dependencies files scripts changelog images trees"));
        Assert.That(NamesOf(package["identity"]), Is.EqualTo("name version release architecture isSource format nevra"));
        Assert.That(NamesOf(package["payload"]), Is.EqualTo("compressor level size installedSize sha256 fileDigestAlgorithm"));
        Assert.That(NamesOf(package["dependencies"]), Is.EqualTo("provides requires recommends suggests supplements enhances conflicts obsoletes"));
        Assert.That(NamesOf(package["files"]![0]), Does.StartWith("path type mode owner group size time flags"));
        Assert.That(NamesOf(package["scripts"]![0]), Is.EqualTo("when interpreter body conditions"));
        Assert.That(
            NamesOf(package["images"]![0]),
            Is.EqualTo("folder reference id manifestDigest platform entrypoint command user workingDirectory exposedPorts volumes environmentNames labels layers"));
        Assert.That(NamesOf(package["images"]![0]!["layers"]![0]), Is.EqualTo("digest diffId mediaType size inPackage"));
    }

    [Test]
    public void An_unknown_format_is_RPMT1001() =>
        Assert.That(() => InspectFormat.Parse("yaml"), Throws.TypeOf<PackException>().With.Message.Contains("RpmInspectFormat='yaml'"));

    private static PackageFacts HostileFacts(string bad) => Inspected.Facts(Inspected.Write(Inspected.Orders)) with
    {
        Identity = new IdentityFacts(bad, 1, bad, bad, bad, false, 4),
        Description = new DescriptionFacts { Summary = bad, Text = bad, License = bad, Url = bad, Vendor = bad, Packager = bad, Group = bad, Prefixes = [bad] },
        Build = new BuildFacts(null, bad, bad, bad),
        Payload = new PayloadFacts(bad, bad, 1, 1) { FileDigestAlgorithm = bad },
        Signatures = [new SignatureFacts(bad, bad, bad, bad, null), new SignatureFacts(bad, null, null, null, null) { Problem = bad }],
        Dependencies = new DependencyFacts
        {
            Provides = [bad],
            Requires = [bad, "rpmlib(" + bad + ")"],
            Recommends = [bad],
            Suggests = [bad],
            Supplements = [bad],
            Enhances = [bad],
            Conflicts = [bad],
            Obsoletes = [bad],
        },
        Files = [new FileFacts(bad, "file", "0644", bad, bad, 1) { Time = default, LinkTarget = bad, Digest = bad, Capabilities = bad, Device = bad, Flags = ["config"] }],
        Scripts = [new ScriptFacts(bad, bad, bad) { Conditions = [bad] }],
        Changelog = [new ChangelogFacts(default, bad, bad)],
        Images = [HostileImage(bad)],
    };

    private static ImageFacts HostileImage(string bad) => new(bad)
    {
        Reference = bad,
        Id = bad,
        ManifestDigest = bad,
        Platform = bad,
        Entrypoint = [bad],
        Command = [bad],
        User = bad,
        WorkingDirectory = bad,
        ExposedPorts = [bad],
        Volumes = [bad],
        EnvironmentNames = [bad],
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add(bad, bad),
        Layers = [new LayerFacts(bad, bad + bad, bad, 1, false) { CreatedBy = bad }],
        Problem = bad,
    };

    private static string NamesOf(JsonNode? node) => string.Join(' ', node!.AsObject().Select(member => member.Key));
}
