using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>A file of keys as gpg exports them.</summary>
internal static class KeyFile
{
    /// <summary>Thousands of times a signing key; a key with years of other people's signatures and a photo fits.</summary>
    private const int Longest = 1 << 20;

    /// <exception cref="OpenPgpException">There is no key in it that we can read.</exception>
    public static ImmutableArray<Certificate> Read(Stream stream) => CertificateReader.Read(ReadPackets(stream));

    /// <summary>Plain, whether the file is armored or not.</summary>
    /// <exception cref="OpenPgpException">It is no OpenPGP data, or too much.</exception>
    public static ReadOnlyMemory<byte> ReadPackets(Stream stream)
    {
        var buffer = new byte[Longest + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > Longest)
            throw OpenPgpException.Malformed($"it is longer than {Longest} bytes, which no signing key is");
        return Armor.Remove(buffer.AsMemory(0, length));
    }
}
