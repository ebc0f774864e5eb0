using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Testing.Packages;

/// <summary>A project of the repository's samples folder, and what the service made of it must answer.</summary>
/// <param name="Project">Its folder.</param>
/// <param name="Package">Its RPM, and so its service, its container and its image.</param>
public sealed record Sample(string Project, string Package)
{
    /// <summary>The versions that a life goes through, and the property that sets them.</summary>
    public (string First, string Second) Versions { get; init; } = ("1.0.0", "2.0.0");

    public string VersionProperty { get; init; } = "Version";

    /// <summary>The port that it answers HTTP on; null for one that only logs.</summary>
    public int? Port { get; init; } = 8080;

    /// <summary>The whole body of its answer, or a line that it logs, by version.</summary>
    public required Func<string, string> Says { get; init; }

    /// <summary>An extended regular expression of a line that it logs once, when it has started and answered once.</summary>
    public required string Logs { get; init; }

    /// <summary>Whether its image is made of a .NET app, so that it needs no capability at all.</summary>
    public bool IsApp { get; init; } = true;

    /// <summary>Further properties of its publish, made only when it is published.</summary>
    public Func<IReadOnlyDictionary<string, string>> Properties { get; init; } = () => new Dictionary<string, string>();

    /// <summary>Tells apart what is published of one sample with other properties; empty for the sample as it is.</summary>
    public string Variant { get; init; } = "";

    /// <summary>Whether its second version has another image; one of an existing image need not.</summary>
    public bool ImageChanges { get; init; } = true;

    /// <summary>Files that the administrator must put on the host before it starts, with their text.</summary>
    public IReadOnlyDictionary<string, string> HostFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a container engine builds its image.</summary>
    public bool IsBuiltByEngine { get; init; }

    public static Sample HelloAot { get; } = new("HelloAot", "helloaot")
    {
        Says = version => $"Hello from HelloAot {version}\n",
        Logs = "Now listening on: http://.*:8080",
    };

    /// <summary>Its greeting is in its environment file.</summary>
    public static Sample HelloWeb { get; } = new("HelloWeb", "helloweb")
    {
        Says = version => $"Hello from HelloWeb {version}\n",
        Logs = "Now listening on: http://.*:8080",
        Properties = OnDotNetBase,
    };

    public static Sample Worker { get; } = new("Worker", "worker")
    {
        Port = null,
        Says = version => $"Worker {version} tick ",
        Logs = "tick 1$",
        Properties = OnDotNetBase,
    };

    /// <summary>Its environment says how long it works and what it ends with.</summary>
    public static Sample Job { get; } = new("Job", "job")
    {
        Port = null,
        Says = version => $"Job {version} is done",
        Logs = "^Job .* is done$",
        Properties = OnDotNetBase,
    };

    /// <summary>systemd listens for it. podman only.</summary>
    public static Sample Socket { get; } = new("Socket", "socket")
    {
        Says = version => $"Hello from Socket {version}\n",
        Logs = "Application started",
        Properties = OnDotNetBase,
    };

    public static Sample DockerfileApp { get; } = new("DockerfileApp", "dockerfile-app")
    {
        Says = _ => "Hello from a Dockerfile\n",
        Logs = "response:200",
        IsApp = false,
        IsBuiltByEngine = true,
    };

    public static Sample Appliance { get; } = new("Appliance", "nginx")
    {
        Port = 80,
        Versions = ("74", "75"),
        VersionProperty = "RpmVersion",
        Says = _ => NginxBase.Page,
        Logs = "\"GET / HTTP/1.1\" 200",
        IsApp = false,
        Properties = () => new Dictionary<string, string> { ["RpmImage"] = $"docker-archive:{NginxBase.Archive}" },
        ImageChanges = false,
        HostFiles = new Dictionary<string, string> { ["/etc/nginx-environment"] = "TZ=UTC\n" },
    };

    /// <summary>Two services of one image, and no one answer of both; it needs the other.</summary>
    public static Sample Orders { get; } = new("Orders/App", "orders")
    {
        Says = version => $"Orders {version} has ",
        Logs = "",
        Properties = OnDotNetBase,
    };

    public static Sample OrdersDatabase { get; } = new("Orders/Database", "orders-database")
    {
        Port = null,
        Versions = ("17", "17.1"),
        VersionProperty = "RpmVersion",
        Says = _ => "database system is ready to accept connections",
        Logs = "ready to accept connections",
        IsApp = false,
        Properties = () => new Dictionary<string, string> { ["RpmImage"] = $"docker-archive:{PostgresBase.Archive}" },
        ImageChanges = false,
        HostFiles = new Dictionary<string, string> { ["/etc/orders-password.env"] = "POSTGRES_PASSWORD=secret\n" },
    };

    /// <summary>This sample with further properties. A variant of a variant has both names.</summary>
    public Sample As(string variant, params (string Property, string Value)[] properties) => this with
    {
        Variant = $"{Variant}-{variant}".TrimStart('-'),
        Properties = () =>
        {
            var all = new Dictionary<string, string>(Properties());
            foreach (var (property, value) in properties)
                all[property] = value;
            return all;
        },
    };

    public override string ToString() => Project;

    private static Dictionary<string, string> OnDotNetBase() => new() { ["RpmBaseImage"] = $"docker-archive:{DotNetBase.Archive}" };
}
