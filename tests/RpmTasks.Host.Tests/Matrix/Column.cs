using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A kind of service on a kind of host: what every row of the matrix is lived through on.</summary>
/// <param name="Title">As the matrix is headed.</param>
/// <param name="HostTitle">The distribution; versions are read from the host itself.</param>
/// <param name="Kind">RpmServiceKind.</param>
public sealed record Column(string Title, string HostTitle, HostRecipe Recipe, string Kind = "service")
{
    private const string Oldest = "Debian 12";
    private const string Stable = "Debian 13";
    private const string Newest = "Debian unstable";

    public static Column TrixiePodman { get; } = new("podman", Stable, HostRecipe.TrixiePodman);

    public static Column TrixieQuadlet { get; } = new("podman quadlet", Stable, HostRecipe.TrixiePodman, "quadlet")
    {
        Properties = [("RpmServiceKind", "quadlet"), ("RpmServiceEnable", "enable")],
    };

    public static Column TrixieDocker { get; } = new("docker", Stable, HostRecipe.TrixieDocker);

    public static Column BookwormPodman { get; } = new("oldest podman", Oldest, HostRecipe.BookwormPodman)
    {
        // podman 4.3 is older than what a package requires of its own accord.
        Properties = [("RpmServiceEngineRequires", "podman")],
    };

    public static Column BookwormDocker { get; } = new("oldest docker", Oldest, HostRecipe.BookwormDocker);

    public static Column SidPodman { get; } = new("newest podman", Newest, HostRecipe.SidPodman);

    public static Column SidDocker { get; } = new("newest docker", Newest, HostRecipe.SidDocker);

    public static Column SidDockerContainerd { get; } = new("newest docker, containerd store", Newest, HostRecipe.SidDockerContainerd);

    public static Column TrixieSystemd { get; } = new("systemd", Stable, HostRecipe.TrixieBare);

    public static Column BookwormSystemd { get; } = new("oldest systemd", Oldest, HostRecipe.BookwormBare);

    public static Column SidSystemd { get; } = new("newest systemd", Newest, HostRecipe.SidBare);

    /// <summary>Those with an engine.</summary>
    public static IReadOnlyList<Column> OfEngines { get; } =
    [
        TrixiePodman, TrixieQuadlet, TrixieDocker,
        BookwormPodman, BookwormDocker,
        SidPodman, SidDocker, SidDockerContainerd,
    ];

    /// <summary>Those without.</summary>
    public static IReadOnlyList<Column> OfSystemd { get; } = [TrixieSystemd, BookwormSystemd, SidSystemd];

    /// <summary>Those that the common rows are lived through on: without an engine on one host only, for time; its own rows are on all three.</summary>
    public static IReadOnlyList<Column> All { get; } = [.. OfEngines, TrixieSystemd];

    /// <summary>All that the matrix has, from left to right.</summary>
    public static IReadOnlyList<Column> Shown { get; } = [.. OfEngines, .. OfSystemd];

    /// <summary>Those for what is of another kind itself, a timer or a template.</summary>
    public static IReadOnlyList<Column> ForOtherKinds { get; } = [TrixiePodman, TrixieDocker];

    /// <summary>What the sample is published with for this column, beside the engine.</summary>
    public IReadOnlyList<(string Property, string Value)> Properties { get; init; } = [];

    public string Engine => Recipe.Engine;

    public bool IsPodman => Engine == "podman";

    public bool HasEngine => Recipe.HasEngine;

    /// <summary>Whether every run of the tests has all of its rows: of the oldest and the newest hosts, and of podman's second kind, it has some.</summary>
    public bool IsAlwaysWhole => HostTitle == Stable && Kind == "service";

    /// <summary>What the generator makes of a quadlet is neither enabled nor disabled.</summary>
    public bool IsEnabledBySystemctl => Kind != "quadlet";

    /// <summary>How systemctl calls a service that starts at boot.</summary>
    public string Enabled => IsEnabledBySystemctl ? "enabled" : "generated";

    /// <summary>How systemctl calls one that does not.</summary>
    public string Disabled => IsEnabledBySystemctl ? "disabled" : "generated";

    /// <summary>The sample as this column publishes it.</summary>
    public Sample Of(Sample sample) => Properties.Count == 0 ? sample : sample.As(Title.Replace(' ', '-'), [.. Properties]);

    /// <summary>The path of its RPM.</summary>
    public string Package(Sample sample, string version) => SamplePackages.Get(Of(sample), version, Engine);

    public override string ToString() => Title;
}
