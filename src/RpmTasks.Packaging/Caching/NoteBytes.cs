using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Caching;

/// <summary>
/// The entry of a layer's note: digest and size of the blob (big-endian), and the SHA-256 of both and of the entry's key, so that an entry
/// that was cut short or changed, or that bears another's name, is none.
/// </summary>
internal static class NoteBytes
{
    private const int HashLength = 32;
    private const int SaidLength = HashLength + sizeof(long);
    private const int Length = SaidLength + HashLength;

    public static byte[] Write(LayerNote note, string key)
    {
        var bytes = new byte[Length];
        Convert.FromHexString(note.Digest.Hex).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(HashLength), note.Size);
        HashOf(bytes, key).CopyTo(bytes, SaidLength);
        return bytes;
    }

    /// <returns>Null when it is damaged.</returns>
    public static LayerNote? Read(Stream entry, string key)
    {
        var bytes = new byte[Length];
        if (entry.Length != Length || entry.ReadAtLeast(bytes, Length, throwOnEndOfStream: false) != Length)
            return null;
        return HashOf(bytes, key).AsSpan().SequenceEqual(bytes.AsSpan(SaidLength))
            ? new LayerNote(Digest.FromHash(bytes.AsSpan(0, HashLength)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(HashLength)))
            : null;
    }

    private static byte[] HashOf(byte[] bytes, string key) => SHA256.HashData([.. bytes.AsSpan(0, SaidLength), .. Encoding.UTF8.GetBytes(key)]);
}
