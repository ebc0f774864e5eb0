using System.IO.Hashing;

namespace RpmTasks.Rpm.Compression;

/// <summary>
/// CRC-64 of a frame's packed bytes. It tells damage, as SHA-256 would in four times the time; against who changes files on purpose neither
/// would help, since it lies beside what it is of (docs/adr/0004-frames.md).
/// </summary>
internal static class FrameCheck
{
    public static ulong Of(ReadOnlySpan<byte> packed) => Crc64.HashToUInt64(packed);
}
