using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Testing.Packages;

/// <summary>A package whose payload unpacks to nothing of what its header lists, while every digest of its stored bytes is true.</summary>
public static class LyingPackage
{
    private const int LeadLength = 96;
    private const int IntroLength = 16;

    /// <param name="package">Of RpmTasks: it stays as long.</param>
    public static byte[] Of(byte[] package)
    {
        var lying = package.ToArray();
        var main = Padded(EndOfHeader(lying, LeadLength));
        var payload = EndOfHeader(lying, main);
        lying.AsSpan(payload).Fill(0x55);
        var header = lying.AsSpan(main, payload - main);
        Put(header, Hex(SHA256.HashData(package.AsSpan(payload))), Hex(SHA256.HashData(lying.AsSpan(payload))));
        var signature = lying.AsSpan(LeadLength, main - LeadLength);
        var before = package.AsSpan(main, payload - main);
        Put(signature, Hex(SHA256.HashData(before)), Hex(SHA256.HashData(header)));
#pragma warning disable CA5350 // What the tag holds.
        Put(signature, Hex(SHA1.HashData(before)), Hex(SHA1.HashData(header)));
#pragma warning restore CA5350
        return lying;
    }

    private static int EndOfHeader(byte[] package, int start)
    {
        var entries = BinaryPrimitives.ReadInt32BigEndian(package.AsSpan(start + 8));
        var data = BinaryPrimitives.ReadInt32BigEndian(package.AsSpan(start + 12));
        return start + IntroLength + (entries * IntroLength) + data;
    }

    private static int Padded(int length) => (length + 7) & ~7;

    private static byte[] Hex(byte[] digest) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest));

    private static void Put(Span<byte> bytes, byte[] old, byte[] @new) => @new.CopyTo(bytes[bytes.IndexOf(old)..]);
}
