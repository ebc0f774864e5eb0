namespace RpmTasks.Packaging.Packing;

/// <summary>What packing needs to know of the machine and the build, handed in so that nothing below asks for it.</summary>
internal sealed record BuildEnvironment
{
    /// <summary>Number of cores to use; the result does not depend on it.</summary>
    public required int Parallelism { get; init; }

    /// <summary>Looks up an environment variable: DOCKER_HOST and its like.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Today, for the expiry of keys: nothing that is written depends on it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Time since some moment, for telling how long a step took.</summary>
    public Func<TimeSpan> Elapsed { get; init; } = () => TimeSpan.Zero;

    public required PackLog Log { get; init; }
}
