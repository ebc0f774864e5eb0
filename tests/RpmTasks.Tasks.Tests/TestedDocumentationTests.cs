using System.Text.RegularExpressions;

using RpmTasks.Testing;

namespace RpmTasks.Tasks.Tests;

/// <summary>What a document promises is in a test.</summary>
public sealed partial class TestedDocumentationTests
{
    /// <summary>These name properties without setting them.</summary>
    private static readonly string[] Lists = [nameof(DocumentationTests), nameof(TestedDocumentationTests), nameof(UpToDateTests)];

    private static readonly string Tests = string.Concat(
        Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Lists.Contains(Path.GetFileNameWithoutExtension(file)))
            .Select(File.ReadAllText));

    private static IEnumerable<string> Properties => Heading().Matches(File.ReadAllText(Repository.Path("docs", "properties.md"))).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Samples => Directory.GetDirectories(Repository.Path("samples"))
        .Select(folder => Path.GetFileName(folder))
        .Where(name => name is not ("bin" or "obj" or "artifacts"));

    [TestCaseSource(nameof(Properties))]
    public void A_documented_property_is_in_a_test(string property) =>
        Assert.That(Regex.IsMatch(Tests, $@"\b{property}\b"), Is.True);

    [TestCaseSource(nameof(Samples))]
    public void A_sample_is_in_a_test(string sample) => Assert.That(Tests, Does.Contain($"\"{sample}\""));

    [GeneratedRegex(@"^### ((?:Rpm|PackAsRpm)\w*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
