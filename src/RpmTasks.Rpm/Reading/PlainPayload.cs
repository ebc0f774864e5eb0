using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>The decompressed payload, taken in order: counts all that is taken.</summary>
internal sealed class PlainPayload(ReadAhead decoded)
{
    public long Count { get; private set; }

    public bool IsAtEnd => decoded.Available.IsEmpty;

    public void Read(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = Next((ulong)bytes.Length);
            part.CopyTo(bytes);
            bytes = bytes[part.Length..];
            Take(part);
        }
    }

    /// <param name="also">Gets the bytes too.</param>
    public void Skip(ulong count, IncrementalHash? also, CancellationToken cancel)
    {
        while (count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var part = Next(count);
            also?.AppendData(part);
            count -= (uint)part.Length;
            Take(part);
        }
    }

    /// <summary>A content that stands here as it was kept, and is as long.</summary>
    /// <returns>Its SHA-256 in hex; null when bytes come next.</returns>
    public string? TakeKept(ulong count)
    {
        if (decoded.TakeKept() is not { } kept)
            return null;
        if ((ulong)kept.PlainLength != count)
            throw new RpmFormatException("payload", $"a kept content of {kept.PlainLength} bytes stands for one of {count}");
        Count += kept.PlainLength;
        return kept.Sha256;
    }

    private ReadOnlySpan<byte> Next(ulong atMost)
    {
        var part = decoded.Available;
        if (part.IsEmpty)
            throw new RpmFormatException("payload", $"it ends after {Count} bytes, before its archive does");
        return (ulong)part.Length <= atMost ? part : part[..(int)atMost];
    }

    private void Take(ReadOnlySpan<byte> part)
    {
        Count += part.Length;
        decoded.Advance(part.Length);
    }
}
