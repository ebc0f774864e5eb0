using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>How a passphrase becomes a key (RFC 4880, 3.7): hashed once, or with a salt, or over and over.</summary>
internal sealed record S2k(OpenPgpHash Hash, ReadOnlyMemory<byte> Salt, int Count)
{
    private const int Simple = 0;
    private const int Salted = 1;
    private const int Iterated = 3;
    private const int SaltSize = 8;

    /// <exception cref="OpenPgpException">It is of a kind that gpg does not make for secret keys.</exception>
    public static S2k Read(ref OctetReader reader)
    {
        var kind = reader.Byte();
        var number = reader.Byte();
        var hash = OpenPgpHash.Find(number) ?? throw Unsupported($"hash algorithm {number}");
        return kind switch
        {
            Simple => new S2k(hash, default, 0),
            Salted => new S2k(hash, reader.Take(SaltSize), 0),
            Iterated => new S2k(hash, reader.Take(SaltSize), CountOf(reader.Byte())),
            _ => throw Unsupported($"the string-to-key {kind}"),
        };

        static OpenPgpException Unsupported(string what) =>
            new(OpenPgpFault.UnsupportedAlgorithm, $"its passphrase is applied with {what}, which is not supported");
    }

    public byte[] Derive(ReadOnlySpan<byte> passphrase, int length)
    {
        byte[] once = [.. Salt.Span, .. passphrase];
        var key = new byte[length];
        try
        {
            // One hash after another, each begun with one more zero, until there are bytes enough.
            for (var (filled, zeros) = (0, 0); filled < length; zeros++)
            {
                var part = HashOver(once, zeros);
                var taken = Math.Min(part.Length, length - filled);
                part.AsSpan(0, taken).CopyTo(key.AsSpan(filled));
                CryptographicOperations.ZeroMemory(part);
                filled += taken;
            }

            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(once);
        }
    }

    private byte[] HashOver(byte[] once, int zeros)
    {
        using var hash = IncrementalHash.CreateHash(Hash.Algorithm);
        hash.AppendData(new byte[zeros]);
        // All of it once at least, however small the count.
        var rest = Math.Max(Count, once.Length);
        for (; rest >= once.Length && once.Length > 0; rest -= once.Length)
            hash.AppendData(once);
        hash.AppendData(once.AsSpan(0, Math.Min(rest, once.Length)));
        return hash.GetHashAndReset();
    }

    /// <summary>At most 65,011,712 bytes (RFC 4880, 3.7.1.3).</summary>
    private static int CountOf(byte coded) => (16 + (coded & 15)) << ((coded >> 4) + 6);
}
