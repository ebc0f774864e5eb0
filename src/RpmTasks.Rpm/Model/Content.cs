using System.Text;

namespace RpmTasks.Rpm.Model;

/// <summary>
/// Bytes as a recipe: how many there are, and how to read them from the start, as often as needed.
/// Nothing holds them in memory; whoever streams them counts and hashes.
/// </summary>
/// <param name="Length">Exact number of bytes; reading more or fewer is an error.</param>
/// <param name="Open">Opens a new stream at the first byte; the caller disposes it.</param>
internal sealed record Content(long Length, Func<Stream> Open)
{
    /// <summary>The SHA-256 that the bytes must have, 64 lower-case hex digits; null when it is not known beforehand.</summary>
    public string? Sha256 { get; init; }

    public static Content FromBytes(ReadOnlyMemory<byte> bytes)
    {
        var array = bytes.ToArray();
        return new Content(array.Length, () => new MemoryStream(array, writable: false));
    }

    public static Content FromText(string text) => FromBytes(Encoding.UTF8.GetBytes(text));
}
