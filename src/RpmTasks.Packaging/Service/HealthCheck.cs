using System.Globalization;

namespace RpmTasks.Packaging.Service;

/// <summary>How the engine finds out whether the app is well.</summary>
/// <param name="Command">Run in the container by its shell; podman takes a JSON array of words too, for images without one.</param>
internal sealed record HealthCheck(string Command)
{
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>So many failures in a row, and the app is not well.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Failures before that do not count.</summary>
    public TimeSpan StartPeriod { get; init; } = TimeSpan.Zero;

    public IEnumerable<string> Arguments =>
    [
        "--health-cmd=" + Command,
        "--health-interval=" + Seconds(Interval),
        string.Create(CultureInfo.InvariantCulture, $"--health-retries={Retries}"),
        "--health-start-period=" + Seconds(StartPeriod),
    ];

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s");
}
