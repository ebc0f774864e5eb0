using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>One generation of rpm with the package managers of its time.</summary>
/// <param name="Rpm">How its version begins.</param>
/// <param name="Managers">What installs from a repository there.</param>
public sealed record Generation(HostRecipe Recipe, string Rpm, params string[] Managers)
{
    public static Generation[] All { get; } =
    [
        new(HostRecipe.BookwormPodman, "4.18.", "dnf"),
        new(HostRecipe.TrixiePodman, "4.20.", "dnf"),
        new(HostRecipe.SidPodman, "6.", "dnf5", "zypper"),
    ];

    public override string ToString() => $"rpm {Rpm}x";
}
