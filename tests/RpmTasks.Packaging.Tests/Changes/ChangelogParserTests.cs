using RpmTasks.Packaging.Changes;
using RpmTasks.Packaging.Input;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Changes;

public sealed class ChangelogParserTests
{
    private const string Sound = """
        # kept by hand
        * Mon Jan 05 2026 Ann Example <ann@example.com> - 1.1-1
        - second, with %{name} and $(id)
          and a line below it
        # a comment

        - third

        * Fri Jan  2 15:04:05 UTC 2026 Bob - 1.0-2
        - time of day
        * Fri Jan 02 2026 Bob <bob@example.com>
        no dash at all
        """;

    [Test]
    public void Entries_are_those_that_rpmbuild_reads()
    {
        RealTool.Require("rpmspec");
        using var folder = new TemporaryFolder();
        var spec = folder.File("a.spec");
        // What a spec file expands must be written twice there; here nothing is expanded.
        File.WriteAllText(spec, "Name: a\nVersion: 1\nRelease: 1\nSummary: a\nLicense: a\nBuildArch: noarch\n%description\na\n%files\n%changelog\n" + Sound.Replace("%", "%%", StringComparison.Ordinal) + "\n");
        var theirs = RealTool.Run("rpmspec", "-q", "--qf", @"[%{CHANGELOGTIME:day}|%{CHANGELOGNAME}|%{CHANGELOGTEXT}\n]", spec);
        Assert.That(theirs.Error, Is.Empty);

        var problems = new ProblemList();
        var ours = new ChangelogParser("changes", problems).Parse(Sound.ReplaceLineEndings("\n"));

        Assert.That(problems.Warnings, Is.Empty);
        Assert.That(() => problems.ThrowIfAnyError(), Throws.Nothing);
        Assert.That(
            string.Concat(ours.Select(entry => string.Create(null, $"{entry.Date:ddd MMM dd yyyy}|{entry.Author}|{entry.Text}\n"))),
            Is.EqualTo(theirs.Output));
    }

    [TestCase("* Foo Jan 05 2026 A\n- x", 1, "'Foo Jan 05 2026' is no date")]
    [TestCase("* Mon Feb 30 2026 A\n- x", 1, "'Mon Feb 30 2026' is no date")]
    [TestCase("* Mon Jan 05 1985 A\n- x", 1, "'Mon Jan 05 1985' is no date")]
    [TestCase("* 1 Jan 05 2026 A\n- x", 1, "'1 Jan 05 2026' is no date")]
    [TestCase("* 2026-01-05 A\n- x", 1, "'2026-01-05 A' is no date")]
    [TestCase("* Mon Jan 05 25:00:00 UTC 2026 A\n- x", 1, "'Mon Jan 05 25:00:00 UTC 2026' is no date")]
    [TestCase("* Mon Jan 05 2026\n- x", 1, "nobody is named after the date")]
    [TestCase("* Mon Jan 05 2026 A\n\n", 1, "the entry has no text")]
    [TestCase("- x\n* Mon Jan 05 2026 A\n- x", 1, "it comes before the first '*'")]
    [TestCase("* Mon Jan 05 2026 A\n- x\n\n* Tue Jan 06 2026 A\n- y", 4, "the entry is newer than the one above it")]
    [TestCase("* Mon Jan 05 2026 A\n- x\u001b[31m", 2, "it has a control character")]
    [TestCase("# nothing\n", 1, "there is no entry")]
    public void A_fault_is_said_with_its_line(string text, int line, string what)
    {
        var problems = new ProblemList();
        new ChangelogParser("changes", problems).Parse(text);
        var problem = Assert.Throws<RpmTasks.Packaging.Diagnostics.PackException>(problems.ThrowIfAnyError)!.Problems.Single();
        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT1037"));
        Assert.That(problem.Message, Does.StartWith($"RpmChangelogFile='changes', line {line}: {what}."));
    }

    [Test]
    public void A_wrong_weekday_is_a_warning_and_the_date_counts()
    {
        var problems = new ProblemList();
        var entry = new ChangelogParser("changes", problems).Parse("* Tue Jan 05 2026 A\n- x").Single();
        Assert.That(entry.Date, Is.EqualTo(new DateOnly(2026, 1, 5)));
        Assert.That(problems.ThrowIfAnyError, Throws.Nothing);
        Assert.That(problems.Warnings.Single().Rule.Code, Is.EqualTo("RPMT1038"));
        Assert.That(problems.Warnings.Single().Message, Does.Contain("line 1: Jan 05 2026 was a Monday."));
    }
}
