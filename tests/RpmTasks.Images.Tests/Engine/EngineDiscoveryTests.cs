using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using RpmTasks.Images.Engine;
using RpmTasks.Images.Model;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine;

internal sealed class EngineDiscoveryTests
{
    private readonly Dictionary<string, string> variables = [];

    private TemporaryFolder home = null!;

    [SetUp]
    public void MakeHome()
    {
        home = new TemporaryFolder();
        variables.Clear();
        variables["HOME"] = home.Path;
    }

    [TearDown]
    public void DeleteHome() => home.Dispose();

    [Test]
    public void With_nothing_named_the_usual_sockets_are_tried_in_order()
    {
        variables["XDG_RUNTIME_DIR"] = "/run/user/7";
        variables["HOME"] = "/home/me";

        Assert.That(Endpoints(), Is.EqualTo([
            "unix:///var/run/docker.sock",
            "unix:///run/user/7/docker.sock",
            "unix:///home/me/.docker/run/docker.sock",
            "unix:///run/podman/podman.sock",
            "unix:///run/user/7/podman/podman.sock",
        ]));
        Assert.That(Endpoints(windows: true), Is.EqualTo(["npipe://./pipe/docker_engine"]));
    }

    [TestCase("")]
    [TestCase("relative")]
    public void A_variable_that_names_no_absolute_folder_adds_no_socket(string value)
    {
        variables["XDG_RUNTIME_DIR"] = value;
        variables["HOME"] = value;

        Assert.That(Endpoints(), Is.EqualTo(["unix:///var/run/docker.sock", "unix:///run/podman/podman.sock"]));
    }

    [Test]
    public void What_is_named_stands_alone_and_the_project_comes_first()
    {
        WriteConfig("""{"currentContext":"remote"}""");
        WriteContext("remote", """{"Endpoints":{"docker":{"Host":"unix:///remote.sock"}}}""");
        WriteContext("other", """{"Endpoints":{"docker":{"Host":"tcp://other:1"}}}""");
        Assert.That(Endpoints(), Is.EqualTo(["unix:///remote.sock"]));

        variables["DOCKER_CONTEXT"] = "other";
        Assert.That(Endpoints(), Is.EqualTo(["tcp://other:1"]));

        variables["DOCKER_HOST"] = "unix:///variable.sock";
        Assert.That(Endpoints(), Is.EqualTo(["unix:///variable.sock"]));

        Assert.That(Endpoints("unix:///property.sock"), Is.EqualTo(["unix:///property.sock"]));
    }

    [Test]
    public void An_engine_behind_TLS_is_refused_before_it_is_spoken_to()
    {
        variables["DOCKER_HOST"] = "tcp://docker:2376";
        variables["DOCKER_TLS_VERIFY"] = "1";

        Assert.That(() => Endpoints(), Throws.TypeOf<ImageException>().With.Message.Contains("TLS is not spoken here"));
    }

    [TestCase("""{"currentContext":"default"}""")]
    [TestCase("""{"currentContext":""}""")]
    [TestCase("""{"auths":{}}""")]
    [TestCase("""{"currentContext":5}""")]
    [TestCase("[]")]
    public void A_configuration_that_chooses_no_context_leaves_the_usual_sockets(string config)
    {
        WriteConfig(config);

        Assert.That(Endpoints(), Does.Contain("unix:///var/run/docker.sock"));
    }

    [Test]
    public void Dockers_folder_may_lie_elsewhere()
    {
        variables["DOCKER_CONFIG"] = home.File("elsewhere");
        WriteConfig("""{"currentContext":"remote"}""", "elsewhere");
        WriteContext("remote", """{"Endpoints":{"docker":{"Host":"unix:///remote.sock"}}}""", "elsewhere");

        Assert.That(Endpoints(), Is.EqualTo(["unix:///remote.sock"]));
    }

    [TestCase("""{"currentContext":"gone"}""", "docker context 'gone'")]
    [TestCase("""{"currentContext":""", "config.json")]
    public void A_configuration_that_leads_nowhere_is_named(string config, string told)
    {
        WriteConfig(config);

        Assert.That(() => Endpoints(), Throws.TypeOf<ImageException>()
            .With.Property("Fault").EqualTo(ImageFault.EngineUnreachable)
            .And.Message.Contains(told).And.Message.Contains("RpmEngineEndpoint"));
    }

    [TestCase("unix:///a b/%20.sock", EngineTransportKind.UnixSocket, "/a b/%20.sock")]
    [TestCase("UNIX:///a", EngineTransportKind.UnixSocket, "/a")]
    [TestCase("tcp://host:1234", EngineTransportKind.Tcp, "host:1234")]
    [TestCase("tcp://host", EngineTransportKind.Tcp, "host:2375")]
    [TestCase("tcp://host:80/", EngineTransportKind.Tcp, "host:80")]
    [TestCase("http://[::1]:99", EngineTransportKind.Tcp, "[::1]:99")]
    [TestCase("npipe://./pipe/docker_engine", EngineTransportKind.NamedPipe, "./docker_engine")]
    [TestCase("npipe:////./pipe/docker_engine", EngineTransportKind.NamedPipe, "./docker_engine")]
    [TestCase(@"npipe://\\.\pipe\docker_engine", EngineTransportKind.NamedPipe, "./docker_engine")]
    public void An_endpoint_is_read(string text, object kind, string address)
    {
        var endpoint = EngineEndpoint.Parse(text, "a test");

        Assert.That((endpoint.Kind, endpoint.Address), Is.EqualTo(((EngineTransportKind)kind, address)));
    }

    [TestCase("ssh://me@host", "ssh -L")]
    [TestCase("https://host", "TLS")]
    [TestCase("/var/run/docker.sock", "unix:///")]
    [TestCase("unix://relative", "unix:///")]
    [TestCase("unix://", "unix:///")]
    [TestCase("tcp://", "tcp://host:2375")]
    [TestCase("tcp://host/path", "tcp://host:2375")]
    [TestCase("tcp://me@host", "tcp://host:2375")]
    [TestCase("npipe://./docker_engine", "npipe://./pipe")]
    [TestCase("docker", "unix:///")]
    public void An_endpoint_that_cannot_be_reached_from_here_is_refused_with_a_remedy(string text, string remedy)
    {
        var e = Assert.Throws<ImageException>(() => EngineEndpoint.Parse(text, "DOCKER_HOST"));

        Assert.That((e!.Fault, e.Subject), Is.EqualTo((ImageFault.EngineUnreachable, text)));
        Assert.That(e.Detail, Does.Contain(remedy).And.Contain("DOCKER_HOST"));
    }

    [Test]
    public async Task Every_endpoint_that_was_tried_is_listed_with_the_reason()
    {
        variables["XDG_RUNTIME_DIR"] = home.Path;
        await File.WriteAllTextAsync(home.File("docker.sock"), "no socket");
        var settings = new EngineSettings { Endpoint = $"unix://{home.File("docker.sock")}", Variable = Variable };

        var named = await Assert.ThrowsAsync<ImageException>(() => ContainerEngine.ConnectAsync(settings, CancellationToken.None));
        var missing = await Assert.ThrowsAsync<ImageException>(() =>
            ContainerEngine.ConnectAsync(settings with { Endpoint = $"unix://{home.File("none.sock")}" }, CancellationToken.None));
        var closed = await Assert.ThrowsAsync<ImageException>(() =>
            ContainerEngine.ConnectAsync(settings with { Endpoint = "tcp://127.0.0.1:1" }, CancellationToken.None));
        var tooLong = await Assert.ThrowsAsync<ImageException>(() =>
            ContainerEngine.ConnectAsync(settings with { Endpoint = $"unix:///{new string('x', 200)}" }, CancellationToken.None));

        Assert.That(named!.Detail, Does.EndWith($"tried unix://{home.File("docker.sock")} (RpmEngineEndpoint): nothing listens there"));
        Assert.That(missing!.Detail, Does.EndWith("there is no such socket"));
        Assert.That(closed!.Detail, Does.EndWith("tcp://127.0.0.1:1 (RpmEngineEndpoint): nothing listens there"));
        Assert.That(new[] { named, missing, closed, tooLong }.Select(e => e!.Fault), Has.All.EqualTo(ImageFault.EngineUnreachable));
    }

    private string? Variable(string name) => variables.GetValueOrDefault(name);

    private IEnumerable<string> Endpoints(string? property = null, bool windows = false) =>
        EngineDiscovery.Endpoints(new EngineSettings { Endpoint = property, Variable = Variable }, windows).Select(endpoint => endpoint.Text);

    private void WriteConfig(string json, string folder = ".docker")
    {
        Directory.CreateDirectory(home.File(folder));
        File.WriteAllText(home.File(folder, "config.json"), json);
    }

    private void WriteContext(string name, string json, string folder = ".docker")
    {
        Assert.That(() => JsonDocument.Parse(json).Dispose(), Throws.Nothing);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        Directory.CreateDirectory(home.File(folder, "contexts", "meta", id));
        File.WriteAllText(home.File(folder, "contexts", "meta", id, "meta.json"), json);
    }
}
