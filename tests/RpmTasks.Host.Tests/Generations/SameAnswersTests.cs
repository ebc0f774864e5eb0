using System.Text.RegularExpressions;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>What an administrator asks a package, and every rpm answers alike.</summary>
internal sealed partial class SameAnswersTests
{
    private static readonly List<JudgingHost> Hosts = [];

    private static readonly string[] Questions =
    [
        "-qp", "-qpi", "-qpl", "-qpd", "-qpc", "-qpL", "-qp --dump", "-qp --scripts", "-qp --triggers", "-qp --changelog", "-qp --provides", "-qp --requires", "-qp --conflicts",
        "-qp --obsoletes", "-qp --recommends", "-qp --suggests", "-qp --supplements", "-qp --enhances", "-qp --state", "-qplv", "-qp --xml",
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from question in Questions
        from spec in JudgedPackages.All
        select new TestCaseData(question, spec).SetArgDisplayNames(question, spec.Name);

    [OneTimeSetUp]
    public void Prepare()
    {
        foreach (var generation in Generation.All)
            Hosts.Add(new JudgingHost(generation));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        foreach (var host in Hosts)
            host.Dispose();
    }

    [TestCaseSource(nameof(Cases))]
    public void Every_generation_answers_alike(string question, RpmSpec spec)
    {
        var answers = Hosts.Select(host => (host.Generation, Answer: host.Run($"export TZ=UTC; rpm {question} {host.Add(spec)}"))).ToList();

        foreach (var (generation, answer) in answers)
        {
            Assert.That(answer.ExitCode, Is.Zero, $"{generation}: {answer.All}");
            Assert.That(InWordsOfRpm4(answer.Output), Is.EqualTo(InWordsOfRpm4(answers[0].Answer.Output)), $"{generation}");
        }
    }

    /// <summary>rpm 6 has other names for three tags, and a wider column.</summary>
    private static string InWordsOfRpm4(string answer) => WiderColumn().Replace(answer, ":").Replace("\"Payloadsha256", "\"Payloaddigest", StringComparison.Ordinal);

    [GeneratedRegex("(?<=^[A-Z][A-Za-z ]*) +:", RegexOptions.Multiline)]
    private static partial Regex WiderColumn();
}
