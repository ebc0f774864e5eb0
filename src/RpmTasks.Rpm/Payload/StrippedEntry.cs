using System.Buffers.Text;

namespace RpmTasks.Rpm.Payload;

/// <summary>
/// The header of an entry in rpm's stripped form, for files whose size cpio cannot hold: nothing but the file's index in the
/// package's header, filled up to a multiple of four.
/// </summary>
internal readonly record struct StrippedEntry(uint FileIndex)
{
    public const int Length = 16;

    private const int FieldSize = 8;

    public static ReadOnlySpan<byte> Magic => "07070X"u8;

    /// <returns>Null when it is no stripped entry.</returns>
    public static StrippedEntry? Read(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Magic) && Utf8Parser.TryParse(bytes.Slice(Magic.Length, FieldSize), out uint index, out var used, 'x') && used == FieldSize
            ? new StrippedEntry(index)
            : null;

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        Utf8Formatter.TryFormat(FileIndex, bytes.AsSpan(Magic.Length), out _, new('x', FieldSize));
        return bytes;
    }
}
