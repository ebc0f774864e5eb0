using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Packing;

/// <summary>Whatever stands in a text reaches the host as it stands: rpm, systemd and the shell expand none of it.</summary>
public sealed class LiteralTextTests
{
    private const string Hostile = "$(touch /tmp/pwned) `id` %{name} %{lua:print(1)} %n %% %s ; | & ' \" \\ \\n <b> ${HOME} é 漢 😀 #";

    private static readonly (string Tag, Func<MetadataInput, string, MetadataInput> Set)[] Fields =
    [
        ("SUMMARY", (metadata, text) => metadata with { Summary = text }),
        ("DESCRIPTION", (metadata, text) => metadata with { Description = text }),
        ("LICENSE", (metadata, text) => metadata with { License = text }),
        ("VENDOR", (metadata, text) => metadata with { Vendor = text }),
        ("PACKAGER", (metadata, text) => metadata with { Packager = text }),
        ("GROUP", (metadata, text) => metadata with { Group = text }),
        ("BUILDHOST", (metadata, text) => metadata with { BuildHost = text }),
        ("CHANGELOGTEXT", (metadata, text) => metadata with { ReleaseNotes = text }),
    ];

    [Test]
    public void Rpm_shows_every_field_as_it_was_written()
    {
        RealTool.Require("rpm");
        using var folder = new TemporaryFolder();
        var input = Requests.Input with { Metadata = Fields.Aggregate(Requests.Input.Metadata, (metadata, field) => field.Set(metadata, field.Tag + " " + Hostile)) };
        var package = Requests.Write(input, folder);
        foreach (var (tag, _) in Fields)
        {
            var shown = RealTool.Run("rpm", "-qp", "--qf", $"%{{{tag}}}", package).Output.ReplaceLineEndings(" ");
            Assert.That(shown, Is.EqualTo((tag == "CHANGELOGTEXT" ? "- " : "") + tag + " " + Hostile), tag);
        }
    }

    [Test]
    public void Systemd_gets_the_summary_as_text_and_the_scripts_have_none_of_it()
    {
        var input = Requests.Input with { Metadata = Fields.Aggregate(Requests.Input.Metadata, (metadata, field) => field.Set(metadata, Hostile)) };
        var plan = Requests.Plan(input);
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system/orders.service"), Does.Contain($"Description={Hostile.Replace("%", "%%", StringComparison.Ordinal)}\n"));
        foreach (var script in plan.Spec.Scriptlets.Select(scriptlet => scriptlet.Body).Append(Requests.TextOf(plan, "/usr/libexec/orders/image")))
            Assert.That(script, Does.Not.Contain("pwned"));
    }

    [Test]
    public void Arguments_and_variables_are_literal()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with
        {
            RunArguments = $"--label={ShellQuote.Word(Hostile)}",
            Environment = [new("GREETING", Hostile)],
        }));
        Assert.That(Requests.TextOf(plan, "/usr/lib/systemd/system/orders.service"), Does.Contain(UnitQuote.Argument($"--label={Hostile}")));
        Assert.That(Requests.TextOf(plan, "/etc/orders/orders.env"), Does.Contain($"\nGREETING={Hostile}\n"));
    }

    private static IEnumerable<TestCaseData> Refused =>
        from text in (string[])["a\0b", "a\u001b[31mb", "a\u0086b", "a\ud800b"]
        from row in Fields
        select new TestCaseData(row.Set(Requests.Input.Metadata, text), row.Tag).SetArgDisplayNames(row.Tag, Uri.EscapeDataString(text.Replace('\ud800', '?')));

    [TestCaseSource(nameof(Refused))]
    public void What_no_header_can_carry_is_refused(object metadata, string tag)
    {
        var refused = Assert.Throws<PackException>(() => RequestReader.Read(Requests.Input with { Metadata = (MetadataInput)metadata }))!;
        Assert.That(refused.Problems.Select(problem => problem.Rule.Code), Has.All.AnyOf("RPMT1007", "RPMT5007"), tag);
    }

    [TestCase("Takes orders.", "Takes orders")]
    [TestCase("nginx server...", "nginx server")]
    public void A_summary_ends_without_a_full_stop(string summary, string expected) =>
        Assert.That(RequestReader.Read(Of(metadata => metadata with { Summary = summary })).Texts.Summary, Is.EqualTo(expected));

    [Test]
    public void A_long_summary_is_a_warning()
    {
        var request = RequestReader.Read(Of(metadata => metadata with { Summary = new string('a', 80) }));
        Assert.That(request.Warnings.Single().Rule.Code, Is.EqualTo("RPMT1041"));
        Assert.That(request.Texts.Summary, Has.Length.EqualTo(80));
    }

    [Test]
    public void A_summary_from_the_description_fits_a_line_and_the_description_is_wrapped()
    {
        var sentence = string.Join(' ', Enumerable.Repeat("orders", 30));
        var texts = RequestReader.Read(Of(metadata => metadata with { Description = $"{sentence}. More.\n  * {sentence}\nshort" })).Texts;
        Assert.That(texts.Summary, Has.Length.LessThanOrEqualTo(79).And.StartsWith("Orders orders"));
        Assert.That(texts.Description.Split('\n'), Has.All.Length.LessThanOrEqualTo(79).And.Some.StartsWith("  * orders").And.Some.EqualTo("short"));
        Assert.That(texts.Description.Replace('\n', ' '), Does.StartWith($"{sentence}. More."));
    }

    [TestCase("https://example.com/orders?a=$(id)&b=%7Bname%7D")]
    [TestCase("ftp://example.com/")]
    public void An_address_is_carried(string url) =>
        Assert.That(RequestReader.Read(Of(metadata => metadata with { Url = url })).Texts.Url, Is.EqualTo(url));

    [TestCase("example.com")]
    [TestCase("/orders")]
    [TestCase("file:///etc/passwd")]
    [TestCase("javascript:alert(1)")]
    [TestCase("https://")]
    [TestCase("https://example.com/a b")]
    public void What_is_no_address_is_refused(string url)
    {
        var problem = Assert.Throws<PackException>(() => RequestReader.Read(Of(metadata => metadata with { Url = url })))!.Problems.Single();
        Assert.That((problem.Rule.Code, problem.Message), Is.EqualTo(("RPMT1039", $"RpmUrl='{url}' is not an absolute address. For example https://example.com/orders.")));
    }

    [Test]
    public void The_change_log_of_the_project_is_the_packages()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("changes"), $"* Mon Jan 05 2026 Ann <a@b.c> - 1.0-1\n- {Hostile}\n");
        var input = Of(metadata => metadata with { ChangelogFile = "changes" }) with { Places = Requests.Input.Places with { ProjectFolder = folder.Path } };
        var package = Requests.Write(input, folder);
        Assert.That(
            RealTool.Run("rpm", "-qp", "--changelog", package).Output.TrimEnd(),
            Is.EqualTo($"* Mon Jan 05 2026 Ann <a@b.c> - 1.0-1\n- {Hostile}"));
    }

    private static PackInput Of(Func<MetadataInput, MetadataInput> change) => Requests.Input with { Metadata = change(Requests.Input.Metadata) };
}
