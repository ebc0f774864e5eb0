namespace RpmTasks.Rpm.Signing;

/// <summary>The public part of one key, primary or subkey.</summary>
internal sealed record PublicKey
{
    public const byte Version = 4;

    private const int LongestBody = 0xFFFF;

    /// <summary>Seconds since 1970.</summary>
    public required uint CreatedAt { get; init; }

    public required KeyAlgorithm Algorithm { get; init; }

    /// <summary>The packet's body without any secret part: what the fingerprint is of.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required ReadOnlyMemory<byte> Fingerprint { get; init; }

    /// <summary>Null for an algorithm or curve that we do not compute.</summary>
    public required IVerifyingKey? Verifying { get; init; }

    /// <summary>40 hex digits in lower case.</summary>
    public string Name => Convert.ToHexStringLower(Fingerprint.Span);

    /// <summary>The algorithm in words: "RSA 3072", "Ed25519".</summary>
    public string Kind => Verifying?.Kind ?? Algorithm.ToString();

    public bool Issued(SignaturePacket signature) => signature.Issuer is { } issuer
        ? issuer.Span.SequenceEqual(KeyId.Of(Fingerprint.Span))
        : signature.Find(SubpacketType.IssuerFingerprint)?.Data is { Length: > 1 } named && named.Span[1..].SequenceEqual(Fingerprint.Span);

    /// <summary>Whether this key made this signature over this content.</summary>
    public bool Verifies(SignaturePacket signature, ReadOnlySpan<byte> content)
    {
        if (Verifying is null || signature.Hash is not { } hash || signature.KeyAlgorithm != Algorithm)
            return false;
        var digest = signature.Digest(hash, content);
        return signature.HasDigestStart(digest) && Verifying.Verify(hash, digest, signature.Numbers);
    }

    /// <summary>Reads the public part of a key packet; of one that is secret, the rest stays in the reader.</summary>
    /// <exception cref="OpenPgpException">It is no key of version 4.</exception>
    public static PublicKey Read(ref OctetReader reader)
    {
        var start = reader.Rest;
        if (reader.Byte() is var version && version != Version)
            throw new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"it is a key of version {version} instead of {Version}");
        var createdAt = reader.UInt32();
        var algorithm = (KeyAlgorithm)reader.Byte();
        var verifying = VerifyingKeys.Read(algorithm, ref reader);
        var body = start[..(start.Length - reader.Rest.Length)];
        if (body.Length > LongestBody)
            throw OpenPgpException.Malformed("a key is longer than any real one");
        return new PublicKey
        {
            CreatedAt = createdAt,
            Algorithm = algorithm,
            Body = body,
            Fingerprint = KeyId.Fingerprint(body.Span),
            Verifying = verifying,
        };
    }
}
