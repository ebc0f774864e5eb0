using System.Diagnostics;
using System.Text;

using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>Damaged keys and signatures: a typed exception or a verdict, never anything else, and never for long.</summary>
internal sealed class MutationTests
{
    /// <summary>A reader that trusted a length would ask for gigabytes.</summary>
    private const long MostAllocated = 16 << 20;

    [TestCase("rsa3072", false, "")]
    [TestCase("rsa3072", true, "passphrase")]
    [TestCase("ed25519", false, "passphrase")]
    [TestCase("ed25519", true, "")]
    public void A_damaged_key_is_refused_or_still_signs_as_itself(string algorithm, bool hasSubkey, string passphrase)
    {
        var name = hasSubkey ? TestKeys.WithSubkey(algorithm, passphrase) : TestKeys.Primary(algorithm, passphrase);
        var key = TestKeys.Gpg.ExportSecret(name, passphrase, armored: false);
        var fingerprints = TestKeys.Gpg.Fingerprints(name);

        // A passphrase becomes a key by hashing 65 million bytes, which is what takes time here.
        foreach (var damaged in Truncations(key).Concat(BitFlips(key, passphrase.Length > 0 ? 60 : 1500)))
            Bounded(() => Use(damaged, passphrase, fingerprints));
    }

    [Test]
    public void A_damaged_armored_key_is_refused_or_still_signs_as_itself()
    {
        var name = TestKeys.Primary("ed25519");
        var key = TestKeys.Gpg.ExportSecret(name);
        var fingerprints = TestKeys.Gpg.Fingerprints(name);

        foreach (var damaged in Truncations(key).Concat(EveryBit(key)))
            Bounded(() => Use(damaged, "", fingerprints));
    }

    [TestCase("rsa3072")]
    [TestCase("ed25519")]
    public void A_damaged_signature_is_never_good(string algorithm)
    {
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(TestKeys.Primary(algorithm)));
        var keys = PublicKeys.Read(new MemoryStream(TestKeys.Gpg.ExportPublic(TestKeys.Primary(algorithm))));
        var header = Encoding.ASCII.GetBytes("header");
        var signature = key.Sign(header, (uint)key.CreatedAt);
        Assert.That(keys.Verify(signature, header).IsGood, Is.True);

        foreach (var damaged in Truncations(signature).Concat(EveryBit(signature)))
            Bounded(() => Assert.That(keys.Verify(damaged, header).IsGood, Is.False));
    }

    [Test]
    public void Noise_is_no_key()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            if (noise.Length > 1)
                (noise[0], noise[1]) = ((byte)(0xC0 | random.Next(20)), (byte)(noise.Length - 2));
            Bounded(() => Use(noise, "", []));
        }
    }

    [Test]
    public void A_file_without_end_is_not_read_to_it() =>
        Assert.That(() => PublicKeys.Read(new ZeroStream(1L << 40)), Throws.InstanceOf<OpenPgpException>().With.Message.Contains("longer than"));

    [Test]
    public void A_key_with_countless_signatures_is_judged_soon()
    {
        var exported = TestKeys.Gpg.ExportPublic(TestKeys.Primary("rsa4096"), armored: false);
        var packets = PacketFormat.ReadAll(exported);
        var signature = PacketFormat.Write(PacketTag.Signature, packets[^1].Body.Span);
        byte[] many = [.. exported, .. Enumerable.Repeat(signature, ((1 << 20) - exported.Length) / signature.Length).SelectMany(bytes => bytes)];
        var watch = Stopwatch.StartNew();

        var state = KeyStates.OfPrimary(KeyFile.Read(new MemoryStream(many))[0]);

        Assert.That(state.IsBound, Is.True);
        TestContext.Out.WriteLine($"{many.Length} bytes: {watch.ElapsedMilliseconds} ms");
    }

    private static void Use(byte[] keyFile, string passphrase, string[] fingerprints)
    {
        try
        {
            using var key = TestKeys.Unlock(keyFile, passphrase);
            Assert.That(fingerprints, Does.Contain(key.Name));
            var header = "header"u8;
            var keys = PublicKeys.Read(new MemoryStream(keyFile));
            var verdict = keys.Verify(key.Sign(header, (uint)key.CreatedAt), header);
            Assert.That(verdict.IsGood, Is.True, verdict.Detail);
        }
        catch (OpenPgpException)
        {
            // As it must.
        }
    }

    private static void Bounded(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostAllocated));
    }

    private static IEnumerable<byte[]> Truncations(byte[] bytes) => Enumerable.Range(0, bytes.Length).Select(length => bytes[..length]);

    private static IEnumerable<byte[]> EveryBit(byte[] bytes) => Enumerable.Range(0, bytes.Length * 8).Select(bit => Flipped(bytes, bit));

    private static IEnumerable<byte[]> BitFlips(byte[] bytes, int count)
    {
        var random = new Random(bytes.Length);
        return Enumerable.Range(0, count).Select(_ => Flipped(bytes, random.Next(bytes.Length * 8)));
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
