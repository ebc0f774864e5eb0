using System.Text.Json;

namespace RpmTasks.Poller;

/// <summary>What came of one request.</summary>
/// <param name="Asked">Since the asking began, as is <paramref name="Heard"/>.</param>
/// <param name="Text">The body, or why there is none.</param>
public sealed record Answer(TimeSpan Asked, TimeSpan Heard, bool IsOk, string Text)
{
    public string ToLine() => JsonSerializer.Serialize(this);

    public static Answer Parse(string line) => JsonSerializer.Deserialize<Answer>(line)!;
}
