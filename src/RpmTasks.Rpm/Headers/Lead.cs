using System.Buffers.Binary;
using System.Text;

namespace RpmTasks.Rpm.Headers;

/// <summary>
/// The 96 bytes a package begins with (lib/rpmlead.cc). Nothing in them is used any more but the magic, the major version and
/// the signature type, which rpm before 4.18.2 and libsolv still check; the rest is what file(1) shows.
/// </summary>
/// <param name="Major">3 for format v4, 4 for v6.</param>
/// <param name="Name">name-[epoch:]version-release.</param>
internal sealed record Lead(byte Major, ushort Type, ushort ArchitectureNumber, string Name, ushort OperatingSystem, ushort SignatureType)
{
    public const int Size = 96;

    /// <summary>RPMSIGTYPE_HEADERSIG: the signature is a header of its own.</summary>
    public const ushort HeaderSignature = 5;

    /// <summary>The major version of format v4 packages.</summary>
    public const byte FormatV4 = 3;

    /// <summary>The major version of format v6 packages.</summary>
    public const byte FormatV6 = 4;

    public const ushort Binary = 0;

    public const ushort Source = 1;

    private const uint Magic = 0xEDABEEDB;
    private const ushort Linux = 1;
    private const int NameOffset = 10;
    private const int NameSize = 66;

    public static Lead ForBinary(string name, Architecture architecture) =>
        new(FormatV4, Binary, architecture.LeadNumber, name, Linux, HeaderSignature);

    public static Lead? Read(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes) != Magic)
            return null;
        var name = bytes.Slice(NameOffset, NameSize);
        var end = name.IndexOf((byte)0);
        return new Lead(
            bytes[4],
            BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]),
            Encoding.UTF8.GetString(end < 0 ? name : name[..end]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[76..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[78..]));
    }

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Magic);
        bytes[4] = Major;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], Type);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], ArchitectureNumber);
        // The last byte stays NUL however long the name is.
        Encoding.UTF8.GetEncoder().Convert(Name, bytes.Slice(NameOffset, NameSize - 1), flush: false, out _, out _, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[76..], OperatingSystem);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[78..], SignatureType);
    }
}
