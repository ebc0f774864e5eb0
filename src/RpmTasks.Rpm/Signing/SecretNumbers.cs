using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RpmTasks.Rpm.Signing;

/// <summary>Opens the secret part of a key packet (RFC 4880, 5.5.3).</summary>
internal static class SecretNumbers
{
    private const byte Unprotected = 0;
    private const byte WithSha1 = 254;
    private const byte WithSum = 255;

    /// <returns>The secret numbers, encoded; the caller clears them.</returns>
    /// <param name="passphrase">Null without one.</param>
    /// <exception cref="OpenPgpException">It stays closed.</exception>
    public static byte[] Open(SecretPart secret, byte[]? passphrase)
    {
        var reader = new OctetReader(secret.Bytes);
        var usage = reader.Byte();
        if (usage == Unprotected)
            return WithoutSum(reader.Rest.ToArray(), OpenPgpFault.Malformed);
        if (usage is not (WithSha1 or WithSum))
            throw new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"it is protected in a way ({usage}) that is not supported");
        var cipher = KeyCipher.Of(reader.Byte());
        var s2k = S2k.Read(ref reader);
        var iv = reader.Take((uint)cipher.BlockSize);
        if (passphrase is null)
            throw new OpenPgpException(OpenPgpFault.PassphraseMissing, "it is protected with a passphrase");
        var key = s2k.Derive(passphrase, cipher.KeySize);
        try
        {
            var plain = cipher.Decrypt(key, iv.Span, reader.Rest.Span);
            return usage == WithSha1 ? WithoutHash(plain) : WithoutSum(plain, OpenPgpFault.WrongPassphrase);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] WithoutHash(byte[] plain)
    {
        var end = plain.Length - SHA1.HashSizeInBytes;
#pragma warning disable CA5350 // A checksum that the format asks for.
        return Checked(plain, end, OpenPgpFault.WrongPassphrase, numbers => SHA1.HashData(numbers));
#pragma warning restore CA5350
    }

    private static byte[] WithoutSum(byte[] plain, OpenPgpFault fault) => Checked(plain, plain.Length - 2, fault, Sum);

    private static byte[] Checked(byte[] plain, int end, OpenPgpFault fault, Func<byte[], byte[]> check)
    {
        try
        {
            if (end < 0)
                throw OpenPgpException.Malformed("its secret part ends too early");
            var numbers = plain[..end];
            if (check(numbers).AsSpan().SequenceEqual(plain.AsSpan(end)))
                return numbers;
            CryptographicOperations.ZeroMemory(numbers);
            throw new OpenPgpException(fault, "what its passphrase opens is not its secret part");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] Sum(byte[] numbers)
    {
        var sum = 0;
        foreach (var octet in numbers)
            sum += octet;
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)sum);
        return bytes;
    }
}
