using System.Numerics;

namespace RpmTasks.Rpm.Signing;

/// <summary>Writes whole numbers as OpenPGP keeps them (RFC 4880, 3.2).</summary>
internal static class Mpi
{
    /// <summary>Leading zeros are stripped: one signature in a hundred has some, and readers refuse a number that keeps them.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> number)
    {
        var digits = number.TrimStart((byte)0);
        var bits = BitLength(digits);
        return [(byte)(bits >> 8), (byte)bits, .. digits];
    }

    public static int BitLength(ReadOnlySpan<byte> number)
    {
        var digits = number.TrimStart((byte)0);
        return digits.IsEmpty ? 0 : (digits.Length * 8) - BitOperations.LeadingZeroCount(digits[0]) + 24;
    }

    /// <summary>The number in exactly so many bytes, with the leading zeros that an algorithm wants.</summary>
    /// <exception cref="OpenPgpException">It is longer.</exception>
    public static byte[] Pad(ReadOnlySpan<byte> number, int length)
    {
        var digits = number.TrimStart((byte)0);
        if (digits.Length > length)
            throw OpenPgpException.Malformed($"a number of {digits.Length} bytes stands where {length} fit");
        var padded = new byte[length];
        digits.CopyTo(padded.AsSpan(length - digits.Length));
        return padded;
    }
}
