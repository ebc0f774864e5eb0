using System.Text;

namespace RpmTasks.Images.Engine;

/// <summary>
/// Reads the progress that BuildKit streams as protobuf (moby.buildkit.v1.StatusResponse): the names of steps as they start, and what
/// they print. Fields that say nothing to a reader of a log are skipped, and so is a message that is cut.
/// </summary>
internal sealed class BuildKitTrace
{
    private const int StatusVertexes = 1, StatusLogs = 3;

    private const int VertexDigest = 1, VertexName = 3, VertexStarted = 5;

    private const int LogMessage = 4;

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>Output as it comes; a step's name is a line of its own, told once.</summary>
    public IReadOnlyList<string> Read(ReadOnlyMemory<byte> status)
    {
        var texts = new List<string>();
        foreach (var (number, content) in ProtobufFields.Of(status))
        {
            if (number == StatusVertexes && NameOf(content) is { } name)
                texts.Add(name + "\n");
            if (number == StatusLogs)
                texts.AddRange(ProtobufFields.Of(content).Where(field => field.Number == LogMessage).Select(field => Encoding.UTF8.GetString(field.Content.Span)));
        }
        return texts;
    }

    private string? NameOf(ReadOnlyMemory<byte> vertex)
    {
        string? digest = null, name = null;
        var started = false;
        foreach (var (number, content) in ProtobufFields.Of(vertex))
        {
            digest = number == VertexDigest ? Encoding.UTF8.GetString(content.Span) : digest;
            name = number == VertexName ? Encoding.UTF8.GetString(content.Span) : name;
            started |= number == VertexStarted;
        }
        return started && name is not null && told.Add(digest ?? name) ? name : null;
    }
}
