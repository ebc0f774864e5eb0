using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Packaging.Commits;

/// <summary>What an object is; the numbers are those of a pack (gitformat-pack).</summary>
internal enum GitObjectKind
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
    OffsetDelta = 6,
    NameDelta = 7,
}

/// <param name="Content">Without git's own header.</param>
internal sealed record GitObject(GitObjectKind Kind, byte[] Content)
{
    /// <summary>Far more than any commit has; what is larger is not read.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>An object's name is the digest of its kind, its length and its content.</summary>
    public bool Has(ObjectName name)
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()} {Content.Length}\0");
        byte[] whole = [.. Encoding.ASCII.GetBytes(header), .. Content];
#pragma warning disable CA5350 // git's own choice of digest.
        var digest = name.Bytes.Length == SHA1.HashSizeInBytes ? SHA1.HashData(whole) : SHA256.HashData(whole);
#pragma warning restore CA5350
        return name.Bytes.SequenceEqual(digest);
    }

    /// <summary>Reads exactly as much as is promised out of a zlib stream.</summary>
    /// <exception cref="InvalidDataException">It is longer than a commit, or not zlib.</exception>
    /// <exception cref="EndOfStreamException">It is shorter than promised.</exception>
    public static byte[] Inflate(Stream source, long length)
    {
        if (length is < 0 or > MostBytes)
            throw new InvalidDataException("An object longer than any commit.");
        var content = new byte[length];
        using var plain = new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true);
        plain.ReadExactly(content);
        return content;
    }
}
