using System.Text.Json.Nodes;

using RpmTasks.Images.Composition;
using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Composition;

internal sealed class AppConfigTests
{
    private static readonly AppSettings Settings = Publishing.Settings;

    [Test]
    public void The_app_on_scratch_has_this_config_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var image = folder.Compose([folder.Publish("f", "x")], Settings with { Entrypoint = ["/app/f"], CreatedBy = "RpmTasks <1+2>" });

        Assert.That(System.Text.Encoding.UTF8.GetString(image.Config.Bytes.Span), Is.EqualTo(
            """{"architecture":"amd64","os":"linux","config":{"Env":[],"WorkingDir":"/app","Entrypoint":["/app/f"]},"rootfs":{"type":"layers","diff_ids":["DIFF"]},"created":"2023-11-14T22:13:20Z","history":[{"created":"2023-11-14T22:13:20Z","created_by":"RpmTasks <1+2>"}]}"""
                .Replace("DIFF", image.Layers[0].DiffId.ToString(), StringComparison.Ordinal)));
    }

    [Test]
    public void Unknown_members_stay_and_leftovers_of_a_builder_go()
    {
        var json = Merge("""
            { "os": "linux", "architecture": "arm", "variant": "v7", "author": "me", "os.version": "1", "x": { "y": [1.50, "\u00e4"] },
              "container": "c", "container_config": {}, "docker_version": "1", "id": "i", "parent": "p",
              "config": { "Healthcheck": { "Test": ["NONE"] }, "OnBuild": ["RUN x"], "Shell": ["/bin/sh"], "Volumes": { "/v": {} } } }
            """, Settings);

        Assert.That(json.Select(member => member.Key), Is.EquivalentTo(
            new[] { "os", "architecture", "variant", "author", "os.version", "x", "config", "created", "rootfs", "history" }));
        Assert.That(json["x"]!.ToJsonString(), Is.EqualTo("""{"y":[1.50,"\u00E4"]}"""));
        Assert.That(json["config"]!.AsObject().Select(member => member.Key), Is.SupersetOf(new[] { "Healthcheck", "OnBuild", "Shell", "Volumes" }));
    }

    [Test]
    public void Environment_is_replaced_by_name_and_keeps_its_order()
    {
        var json = Merge("""{"os":"linux","architecture":"amd64","config":{"Env":["PATH=/bin","A=1","AB=2","C"]}}""",
            Settings with { Environment = [new("A", "x=y"), new("NEW", ""), new("C", "3"), new("NEW", "last")] });

        Assert.That(Strings(json, "Env"), Is.EqualTo(new[] { "PATH=/bin", "A=x=y", "AB=2", "C=3", "NEW=last" }));
    }

    [TestCase("", "", "/base", "arg")]
    [TestCase("/new", "", "/new", "")]
    [TestCase("/new", "one", "/new", "one")]
    [TestCase("", "one", "/base", "one")]
    public void A_new_entrypoint_drops_the_command_of_the_old(string entrypoint, string command, string expectedEntrypoint, string expectedCommand)
    {
        var json = Merge("""{"os":"linux","architecture":"amd64","config":{"Entrypoint":["/base"],"Cmd":["arg"]}}""",
            Settings with { Entrypoint = entrypoint.Length == 0 ? [] : [entrypoint], Command = command.Length == 0 ? [] : [command] });

        Assert.That((string.Join(' ', Strings(json, "Entrypoint")), string.Join(' ', Strings(json, "Cmd"))), Is.EqualTo((expectedEntrypoint, expectedCommand)));
    }

    [TestCase(null, "", "", "")]
    [TestCase(null, "", "1654", "1654")]
    [TestCase(null, "base", "1654", "base")]
    [TestCase("", "base", "1654", "base")]
    [TestCase("own", "base", "1654", "own")]
    public void The_user_is_the_project_s_or_the_base_s_or_APP_UID(string? own, string baseUser, string appUid, string expected)
    {
        var run = new JsonObject { ["User"] = baseUser, ["Env"] = appUid.Length == 0 ? new JsonArray() : new JsonArray("APP_UID=" + appUid) };
        var json = Merge(new JsonObject { ["os"] = "linux", ["architecture"] = "amd64", ["config"] = run }.ToJsonString(), Settings with { User = own });

        Assert.That((string?)json["config"]!["User"], Is.EqualTo(expected));
    }

    [Test]
    public void Ports_and_labels_are_united()
    {
        var json = Merge("""{"os":"linux","architecture":"amd64","config":{"ExposedPorts":{"80/tcp":{}},"Labels":{"a":"1","b":"2"}}}""",
            Settings with { ExposedPorts = ["8080/tcp", "80/tcp"], Labels = [new("b", "3"), new("c", "4")] });

        Assert.That(json["config"]!["ExposedPorts"]!.ToJsonString(), Is.EqualTo("""{"80/tcp":{},"8080/tcp":{}}"""));
        Assert.That(json["config"]!["Labels"]!.ToJsonString(), Is.EqualTo("""{"a":"1","b":"3","c":"4"}"""));
    }

    [TestCase("{}")]
    [TestCase("""{"config":null,"rootfs":null,"history":null}""")]
    [TestCase("""{"config":{"Env":null,"ExposedPorts":null,"Labels":null}}""")]
    public void A_base_that_leaves_members_out_or_null_is_as_good(string text)
    {
        var json = JsonNode.Parse(text)!.AsObject();
        (json["os"], json["architecture"]) = ("linux", "amd64");

        var merged = Merge(json.ToJsonString(), Settings with { ExposedPorts = ["1/tcp"], Labels = [new("a", "1")], Environment = [new("A", "1")] });

        Assert.That(ImageConfigReader.Read(ImageJson.Serialise(merged), "merged").ExposedPorts, Is.EqualTo(new[] { "1/tcp" }));
    }

    [TestCase("[]", "base image,base image,test")]
    [TestCase("""[{"created_by":"one"}]""", "one,base image,test")]
    [TestCase("""[{"created_by":"one"},{"created_by":"env","empty_layer":true},{"created_by":"two"}]""", "one,(env),two,test")]
    [TestCase("""[{"created_by":"one"},{"created_by":"two"},{"created_by":"three"},{"created_by":"four"}]""", "one,two,(three),(four),test")]
    [TestCase("""[{"created_by":"env","empty_layer":true}]""", "(env),base image,base image,test")]
    [TestCase("""["nonsense",{"created_by":"one"},{"created_by":"two","empty_layer":"x"}]""", "one,two,test")]
    public void History_has_as_many_entries_with_a_layer_as_there_are_layers(string existing, string expected)
    {
        var extended = AppHistory.Extend(JsonNode.Parse(existing)!.AsArray(), 2, 1, new JsonObject { ["created_by"] = "test" });

        Assert.That(string.Join(',', extended.Select(entry => (bool?)((entry!["empty_layer"] as JsonValue)?.GetValueKind() == System.Text.Json.JsonValueKind.True) == true ? $"({entry["created_by"]})" : (string?)entry["created_by"])), Is.EqualTo(expected));
    }

    [Test]
    public void The_base_s_layers_come_first_and_their_diff_IDs_stay()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(Tar.Of(DockerArchive.Old(SampleImage.Default)));
        var image = folder.Compose([folder.Publish("f", "x")], on: Reading.Open(ImageTransport.DockerArchive, path));

        Assert.That(image.Config.DiffIds, Is.EqualTo(SampleImage.Default.Tars.Select(tar => Digest.Of(tar)).Append(image.Layers[^1].DiffId)));
        Assert.That(image.Layers.Select(layer => layer.DiffId), Is.EqualTo(image.Config.DiffIds));
        Assert.That((image.Config.User, image.Config.WorkingDirectory, image.Config.Command[0]), Is.EqualTo(("1654", "/app", "/bin/sh")));
    }

    private static JsonObject Merge(string baseConfig, AppSettings settings) =>
        AppConfig.Merge(ImageConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(baseConfig), "base"), [], settings).ToJson();

    private static IEnumerable<string> Strings(JsonObject json, string name) => (json["config"]![name] as JsonArray ?? []).Select(value => (string)value!);
}
