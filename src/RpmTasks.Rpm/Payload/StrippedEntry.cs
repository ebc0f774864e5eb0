using System.Buffers.Text;

namespace RpmTasks.Rpm.Payload;

/// <summary>
/// The header of an entry in rpm's stripped form, for files whose size cpio cannot hold: nothing but the file's index in the
/// package's header, filled up to a multiple of four.
/// </summary>
internal readonly record struct StrippedEntry(uint FileIndex)
{
    public const int Length = 16;

    public static ReadOnlySpan<byte> Magic => "07070X"u8;

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        Utf8Formatter.TryFormat(FileIndex, bytes.AsSpan(Magic.Length), out _, new('x', 8));
        return bytes;
    }
}
