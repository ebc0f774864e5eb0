using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Compression;

public sealed class StoredPayloadTests
{
    private static readonly byte[] Bytes = Specs.Noise((3 << 20) + 7);

    [Test]
    public void What_a_cancelled_skip_read_is_in_every_digest()
    {
        using var first = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var second = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        using var stored = new StoredPayload(new MemoryStream(Bytes), [first.AppendData, second.AppendData]);

        Assert.Throws<OperationCanceledException>(() => stored.Skip(Bytes.Length, new CancellationToken(canceled: true)));
        Assert.That(stored.Count, Is.Positive.And.LessThan(Bytes.Length));
        stored.Drain(CancellationToken.None);

        Assert.That(stored.Count, Is.EqualTo(Bytes.Length));
        Assert.That(first.GetHashAndReset(), Is.EqualTo(SHA256.HashData(Bytes)));
        Assert.That(second.GetHashAndReset(), Is.EqualTo(SHA512.HashData(Bytes)));
    }
}
