namespace RpmTasks.Rpm.Signing;

/// <summary>A public key that computes.</summary>
internal interface IVerifyingKey
{
    /// <summary>"RSA 3072", "Ed25519".</summary>
    string Kind { get; }

    /// <summary>Of RSA, the length of the modulus; null where it says nothing.</summary>
    int? RsaBits { get; }

    /// <param name="numbers">The numbers of the signature, encoded.</param>
    bool Verify(OpenPgpHash hash, byte[] digest, ReadOnlyMemory<byte> numbers);
}

internal static class VerifyingKeys
{
    /// <summary>Reads the numbers of a public key, whatever its algorithm: they must be passed over to find what follows.</summary>
    /// <returns>Null for an algorithm or curve that we do not compute.</returns>
    public static IVerifyingKey? Read(KeyAlgorithm algorithm, ref OctetReader reader)
    {
        switch (algorithm)
        {
            case KeyAlgorithm.Rsa or KeyAlgorithm.RsaSign:
                return RsaVerifyingKey.Create(reader.Mpi(), reader.Mpi());
            case KeyAlgorithm.EdDsa:
                var curve = reader.Take(reader.Byte());
                return Ed25519VerifyingKey.Create(curve.Span, reader.Mpi().Span);
            case KeyAlgorithm.Ecdsa:
                reader.Take(reader.Byte());
                reader.Mpi();
                return null;
            case KeyAlgorithm.Ecdh:
                reader.Take(reader.Byte());
                reader.Mpi();
                reader.Take(reader.Byte());
                return null;
            default:
                return SkipNumbers(algorithm, ref reader);
        }
    }

    private static IVerifyingKey? SkipNumbers(KeyAlgorithm algorithm, ref OctetReader reader)
    {
        var count = algorithm switch
        {
            KeyAlgorithm.Dsa => 4,
            KeyAlgorithm.Elgamal => 3,
            KeyAlgorithm.RsaEncrypt => 2,
            _ => 0,
        };
        if (count == 0)
            reader.Take((uint)reader.Rest.Length);
        for (var i = 0; i < count; i++)
            reader.Mpi();
        return null;
    }
}
