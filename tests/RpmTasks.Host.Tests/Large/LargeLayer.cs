using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Host.Tests.Large;

/// <summary>
/// A layer of 6 GiB with a file of more than 4 GiB. Most of it is holes, which a disk does not store and a reader sees as zeros; each
/// file begins with bytes that do not compress.
/// </summary>
internal static class LargeLayer
{
    private const int Block = 512;
    private const int NoiseLength = 64 << 20;
    private const long GiB = 1L << 30;

    private static readonly (string Name, long Length)[] Files = [("large", (4 * GiB) + 5), ("rest", 2 * GiB)];

    /// <returns>Its digest, which is its content's, and its length.</returns>
    public static (string Sha256, long Length) Write(string path)
    {
        using var layer = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        var noise = new byte[NoiseLength];
        var end = 0L;
        foreach (var (name, length) in Files)
        {
            layer.Position = end;
            layer.Write(HeaderOf(name, length));
            new Random(name.Length).NextBytes(noise);
            layer.Write(noise);
            end += Block + ((length + Block - 1) / Block * Block);
        }
        layer.SetLength(end + (2 * Block));
        layer.Position = 0;
        return (Convert.ToHexStringLower(SHA256.HashData(layer)), layer.Length);
    }

    /// <summary>A block of ustar: the fields that a regular file needs, the others zero.</summary>
    private static byte[] HeaderOf(string name, long length)
    {
        var header = new byte[Block];
        Put(0, name);
        Put(100, "0000644\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        Put(124, $"{Octal(length, 11)}\0");
        Put(136, "00000000000\0");
        // The sum is made as if its own field were blanks.
        Put(148, "        ");
        Put(156, "0");
        Put(257, "ustar\000");
        Put(148, $"{Octal(header.Sum(value => value), 6)}\0 ");
        return header;

        void Put(int offset, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(offset));
    }

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');
}
