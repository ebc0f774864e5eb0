using System.Text.Json.Nodes;

using RpmTasks.Packaging.Projects;
using RpmTasks.Testing;

namespace RpmTasks.Tasks.Tests;

/// <summary>What editors show is what the document says, for every name that the targets read.</summary>
public sealed class EditorSchemaTests
{
    private static string SchemaFile => Repository.Path("build", "RpmTasks.targets.buildschema.json");

    private static string Document => File.ReadAllText(Repository.Path("docs", "properties.md")).ReplaceLineEndings("\n");

    [Test]
    public void The_schema_is_made_of_the_document()
    {
        var made = EditorSchema.Write(Document, KnownNames.Ours);
        // As CONTRIBUTING.md says.
        if (Environment.GetEnvironmentVariable("RPMTASKS_UPDATE") == "1")
            File.WriteAllText(SchemaFile, made);
        Assert.That(File.ReadAllText(SchemaFile).ReplaceLineEndings("\n"), Is.EqualTo(made), "RPMTASKS_UPDATE=1 dotnet test tests/RpmTasks.Tasks.Tests --filter EditorSchema");
    }

    [Test]
    public void Every_name_has_its_help()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SchemaFile))!;
        // RpmPackDependsOn is described with RpmPack; the others are not for projects.
        string[] without = ["RpmPackDependsOn", "RpmTasksAssembly"];
        Assert.That(Names(schema["properties"]), Is.EquivalentTo(KnownNames.Ours.Properties.Except(without).Except(KnownNames.Ours.MadeItems)));
        Assert.That(Names(schema["items"]), Is.EquivalentTo(KnownNames.Ours.Items.Keys.Concat(KnownNames.Ours.MadeItems)));
        foreach (var kind in (string[])["properties", "items", "targets"])
        {
            foreach (var (name, member) in schema[kind]!.AsObject())
                Assert.That(member!["description"]!.GetValue<string>(), Has.Length.GreaterThan(10), name);
        }
    }

    [Test]
    public void Every_metadatum_has_a_row_in_the_table_of_its_item()
    {
        var items = JsonNode.Parse(File.ReadAllText(SchemaFile))!["items"]!.AsObject();
        var without = items
            .SelectMany(item => item.Value!["metadata"]?.AsObject().Select(metadatum => (Name: $"{item.Key}.{metadatum.Key}", Help: metadatum.Value!.GetValue<string>())) ?? [])
            .Where(metadatum => metadatum.Help.Length == 0)
            .Select(metadatum => metadatum.Name);
        Assert.That(without, Is.Empty, "| `Name` | meaning | in docs/properties.md");
    }

    [TestCase("RpmSigningHash", "[\"sha256\",\"sha512\"]")]
    [TestCase("RpmImagePull", "[\"missing\",\"always\",\"never\"]")]
    [TestCase("RpmServiceReadOnly", "\"bool\"")]
    [TestCase("RpmServiceKind", "[\"service\",\"quadlet\",\"timer\",\"template\"]")]
    [TestCase("RpmSummary", null)]
    public void Values_that_can_be_chosen_are_offered(string name, string? type) =>
        Assert.That(JsonNode.Parse(File.ReadAllText(SchemaFile))!["properties"]![name]!["type"]?.ToJsonString(), Is.EqualTo(type));

    private static IEnumerable<string> Names(JsonNode? members) => members!.AsObject().Select(member => member.Key);
}
