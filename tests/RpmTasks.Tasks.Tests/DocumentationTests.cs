using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Testing;

namespace RpmTasks.Tasks.Tests;

/// <summary>The documents know everything that the code does, and nothing that it does not.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Targets =
        string.Concat(Directory.GetFiles(Repository.Path("build"), "*.targets", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [Test]
    public void Every_property_and_item_has_a_heading_with_default_and_example()
    {
        var properties = File.ReadAllText(Repository.Path("docs", "properties.md"));
        var described = Heading().Matches(properties).Select(match => match.Groups[1].Value).ToList();
        var known = PublicName().Matches(Targets).Select(match => match.Groups[1].Value)
            .Concat(["PackAsRpm", "RpmPack", "RpmPackage", "RpmVerify", "RpmInspect", "RpmInfo"])
            .Except(["RpmPackDependsOn", "RpmTasksAssembly"])
            .Distinct();
        Assert.That(described, Is.EquivalentTo(known));
        foreach (var section in properties.Split("\n### ").Skip(1).Where(section => section.StartsWith("Rpm", StringComparison.Ordinal) || section.StartsWith("PackAsRpm", StringComparison.Ordinal)))
            Assert.That(section, Does.Contain("\nDefault: ").And.Match("\n    \\S"), "default and example");
    }

    /// <summary>Whoever adds a property shows it there too.</summary>
    [Test]
    public void RpmInfo_shows_every_property_that_decides_what_a_pack_makes()
    {
        string[] elsewhere =
        [
            // Targets and items that are made.
            "RpmPack", "RpmInfo", "RpmPackage", "RpmReportFile",
            // Of reading.
            "RpmVerify", "RpmInspect", "RpmPackageFile", "RpmVerifyKeyFile", "RpmInspectFormat", "RpmInfoFormat",
        ];
        var described = Heading().Matches(File.ReadAllText(Repository.Path("docs", "properties.md"))).Select(match => match.Groups[1].Value);
        var shown = GivenName().Matches(File.ReadAllText(Repository.Path("build", "RpmTasks.Info.targets"))).Select(match => match.Groups[1].Value);
        Assert.That(shown, Is.EqualTo(described.Except(elsewhere)), "in the order of the document");
    }

    /// <summary>In a project for several frameworks NuGet imports other targets, which must know the same names.</summary>
    [Test]
    public void Every_target_of_ours_is_there_for_several_frameworks_too()
    {
        var one = Directory.GetFiles(Repository.Path("build"), "*.targets").SelectMany(TargetsOf);
        var several = Directory.GetFiles(Repository.Path("build", "multitargeting"), "*.targets").SelectMany(TargetsOf).ToList();
        Assert.That(several, Does.Contain("RpmPack"));
        Assert.That(several, Is.EquivalentTo(one));

        static IEnumerable<string> TargetsOf(string file) =>
            XDocument.Load(file).Descendants("Target").Select(target => (string)target.Attribute("Name")!).Where(name => name.StartsWith("Rpm", StringComparison.Ordinal));
    }

    /// <summary>A shell takes it for the end of the command.</summary>
    [Test]
    public void No_command_in_a_document_has_a_semicolon_that_is_not_quoted()
    {
        var commands = Directory.GetFiles(Repository.Path("docs"), "*.md").Append(Repository.Path("README.md"))
            .SelectMany(File.ReadLines)
            .Where(line => Command().IsMatch(line))
            .ToList();
        Assert.That(commands, Has.Count.GreaterThan(20));
        Assert.That(commands.Where(command => Quoted().Replace(command, "").Contains(';', StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("security.md")]
    [TestCase("info.md")]
    [TestCase("host.md")]
    [TestCase("recipes.md")]
    public void A_property_that_a_document_names_exists(string document)
    {
        var known = Heading().Matches(File.ReadAllText(Repository.Path("docs", "properties.md"))).Select(match => match.Groups[1].Value).Append("RpmPackDependsOn");
        var named = NamedProperty().Matches(File.ReadAllText(Repository.Path("docs", document))).Select(match => match.Groups[1].Value);
        Assert.That(named.Except(known), Is.Empty);
    }

    [Test]
    public void Every_code_has_a_heading()
    {
        var described = Heading().Matches(File.ReadAllText(Repository.Path("docs", "diagnostics.md"))).Select(match => match.Groups[1].Value);
        var inTargets = CodeInTargets().Matches(Targets).Select(match => match.Groups[1].Value);
        Assert.That(described, Is.EquivalentTo(Rules.All.Select(rule => rule.Code).Concat(inTargets).Distinct()));
    }

    [TestCaseSource(nameof(AllRules))]
    public void The_message_under_a_code_is_one_of_that_rule(string code)
    {
        var rule = Rules.All.Single(rule => rule.Code == code);
        var section = File.ReadAllText(Repository.Path("docs", "diagnostics.md")).Split("\n### ").Single(section => section.StartsWith(code + "\n", StringComparison.Ordinal));
        var message = section.Split('\n').First(line => line.StartsWith("    ", StringComparison.Ordinal))[4..];
        var pattern = Placeholder().Replace(Regex.Escape(rule.Text), ".+");
        Assert.That(message, Does.Match($"^{pattern}$"));
    }

    private static IEnumerable<string> AllRules => Rules.All.Select(rule => rule.Code).Distinct();

    [Test]
    public void Every_code_that_input_can_cause_is_in_a_test()
    {
        // An unsound result, a spec that our own plan got wrong and the unexpected are faults of this project, not of any input.
        string[] ours = ["RPMT4002", "RPMT4003", "RPMT9002"];
        var tests = string.Concat(Directory.GetFiles(Repository.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != $"{nameof(DocumentationTests)}.cs")
            .Select(File.ReadAllText));
        Assert.That(Rules.All.Select(rule => rule.Code).Except(ours).Where(code => !tests.Contains(code, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(typeof(PackRpm))]
    [TestCase(typeof(VerifyRpm))]
    [TestCase(typeof(InspectRpm))]
    public void Every_property_of_a_task_is_set_by_the_targets(Type task)
    {
        XNamespace none = "";
        var call = XDocument.Load(Repository.Path("build", "RpmTasks.targets")).Descendants(none + task.Name).Single();
        var settable = task.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => property.Name);
        Assert.That(call.Attributes().Select(attribute => attribute.Name.LocalName), Is.EquivalentTo(settable));
    }

    [GeneratedRegex(@"^### ((?:Rpm|RPMT|PackAsRpm)\w*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<_RpmGiven Include=\"((?:Rpm|PackAsRpm)\\w*)\"")]
    private static partial Regex GivenName();

    [GeneratedRegex(@"[$@]\((Rpm\w+)\)")]
    private static partial Regex PublicName();

    [GeneratedRegex(@"^ {4,}(?:\$ )?dotnet ")]
    private static partial Regex Command();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?:Code|_RpmRuntimeFault Include)=\"(RPMT\\d+)\"")]
    private static partial Regex CodeInTargets();

    [GeneratedRegex(@"\b(Rpm(?!Tasks)[A-Z]\w*)")]
    private static partial Regex NamedProperty();

    [GeneratedRegex(@"\\\{\d\}")]
    private static partial Regex Placeholder();
}
