using System.Security.Cryptography;

namespace RpmTasks.Rpm.Reading;

/// <summary>A digest that is taken of the bytes.</summary>
internal sealed class TakenDigest(HashAlgorithmName name) : StoredDigest
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public override string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override void Dispose() => _hash.Dispose();
}
