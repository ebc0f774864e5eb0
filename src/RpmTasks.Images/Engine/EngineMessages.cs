using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RpmTasks.Images.Engine;

/// <summary>Reads JSON lines as they arrive; memory is bounded by the longest line allowed.</summary>
internal static class EngineMessages
{
    /// <summary>Engines cut output into pieces of a few kilobytes, BuildKit's traces into some megabytes.</summary>
    private const int MaximumLine = 16 << 20;

    private const int ReadSize = 64 << 10;

    /// <exception cref="JsonException">A line is no message, or is longer than any.</exception>
    public static async IAsyncEnumerable<EngineMessage> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: ReadSize, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(ct).ConfigureAwait(false);
                var rest = read.Buffer;
                while (TakeLine(ref rest, read.IsCompleted) is { } line)
                    if (!IsBlank(line))
                        yield return EngineMessage.Parse(line);
                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    yield break;
                if (rest.Length > MaximumLine)
                    throw new JsonException($"A message is longer than {MaximumLine} bytes.");
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static byte[]? TakeLine(ref ReadOnlySequence<byte> buffer, bool last)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            var line = buffer.Slice(0, end).ToArray();
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return line;
        }
        if (!last || buffer.IsEmpty)
            return null;
        var remainder = buffer.ToArray();
        buffer = buffer.Slice(buffer.End);
        return remainder;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ', (byte)'\r', (byte)'\t') < 0;
}
