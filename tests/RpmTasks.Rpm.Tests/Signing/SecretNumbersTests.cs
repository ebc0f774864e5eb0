using System.Security.Cryptography;
using System.Text;

using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

using RpmTasks.Rpm.Signing;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>Protections of secret keys that other programs and older versions of gpg make. gpg opens them first, so that they are what they claim to be.</summary>
internal sealed class SecretNumbersTests
{
    private const string Passphrase = "open sesame";

    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8];

    // OpenPGP's number of the cipher, the library's name of its CFB, and the bytes of its key and block.
    private static readonly (byte Number, string Name, int KeySize, int BlockSize)[] Ciphers =
    [
        (2, "DESEDE", 24, 8), (3, "CAST5", 16, 8), (4, "BLOWFISH", 16, 8), (7, "AES", 16, 16), (8, "AES", 24, 16), (9, "AES", 32, 16),
        (10, "TWOFISH", 32, 16), (11, "CAMELLIA", 16, 16), (12, "CAMELLIA", 24, 16), (13, "CAMELLIA", 32, 16),
    ];

    private static IEnumerable<TestCaseData> Protections()
    {
        foreach (var cipher in Ciphers)
            yield return Case((byte)254, cipher.Number, (byte)3, (byte)8);
        yield return Case((byte)254, (byte)7, (byte)1, (byte)2);
        yield return Case((byte)254, (byte)9, (byte)0, (byte)8);
        yield return Case((byte)254, (byte)9, (byte)3, (byte)10);
        yield return Case((byte)254, (byte)9, (byte)3, (byte)2);
        yield return Case((byte)255, (byte)3, (byte)3, (byte)2);
        yield return Case((byte)255, (byte)7, (byte)3, (byte)9);

        static TestCaseData Case(byte usage, byte cipher, byte s2k, byte hash) => new(usage, cipher, s2k, hash);
    }

    [TestCaseSource(nameof(Protections))]
    public void Any_protection_of_OpenPGP_is_opened(byte usage, byte cipher, byte s2k, byte hash)
    {
        var key = Protect(TestKeys.Gpg.ExportSecret(TestKeys.Primary("ed25519"), armored: false), new Protection(usage, cipher, s2k, hash));
        AssertGpgOpens(key);

        using var opened = TestKeys.Unlock(key, Passphrase);

        Assert.That(opened.Name, Is.EqualTo(TestKeys.Primary("ed25519")));
        Assert.That(() => TestKeys.Unlock(key, "open barley"), Throws.InstanceOf<OpenPgpException>().With.Property("Fault").EqualTo(OpenPgpFault.WrongPassphrase));
        Assert.That(() => TestKeys.Unlock(key), Throws.InstanceOf<OpenPgpException>().With.Property("Fault").EqualTo(OpenPgpFault.PassphraseMissing));
    }

    [TestCase((byte)254, (byte)1, (byte)3, (byte)8, "cipher 1")]
    [TestCase((byte)254, (byte)7, (byte)3, (byte)3, "hash algorithm 3")]
    [TestCase((byte)254, (byte)7, (byte)4, (byte)8, "string-to-key 4")]
    [TestCase((byte)253, (byte)7, (byte)3, (byte)8, "in a way (253)")]
    public void What_is_not_supported_is_said(byte usage, byte cipher, byte s2k, byte hash, string named)
    {
        var secret = new SecretPart((byte[])[usage, cipher, s2k, hash, .. Salt, 96, .. new byte[60]]);

        Assert.That(
            () => SecretNumbers.Open(secret, Encoding.UTF8.GetBytes(Passphrase)),
            Throws.InstanceOf<OpenPgpException>().With.Message.Contains(named).And.Property("Fault").EqualTo(OpenPgpFault.UnsupportedAlgorithm));
    }

    private static void AssertGpgOpens(byte[] key)
    {
        using var other = new GnuPg();
        File.WriteAllBytes(other.At("key"), key);
        string[] quiet = ["--pinentry-mode", "loopback", "--passphrase", Passphrase];
        other.Do([.. quiet, "--import", other.At("key")]);
        File.WriteAllText(other.At("text"), "text");
        other.Do([.. quiet, "--allow-weak-digest-algos", "--output", other.At("text.sig"), "--detach-sign", other.At("text")]);
        other.Do("--verify", other.At("text.sig"), other.At("text"));
    }

    /// <summary>The key with its first packet, unprotected, made anew.</summary>
    private static byte[] Protect(byte[] key, Protection protection)
    {
        var packets = PacketFormat.ReadAll(key);
        var reader = new OctetReader(packets[0].Body);
        var publicPart = PublicKey.Read(ref reader).Body.Span;
        var numbers = reader.Rest.Span[1..^2];
        byte[] body = [.. publicPart, .. protection.Apply(numbers)];
        return [.. PacketFormat.Write(packets[0].Tag, body), .. packets[1..].SelectMany(packet => PacketFormat.Write(packet.Tag, packet.Body.Span))];
    }

    /// <param name="Usage">254 ends the secret with SHA-1, 255 with a sum.</param>
    private sealed record Protection(byte Usage, byte Cipher, byte S2k, byte Hash)
    {
        private const byte CodedCount = 96;

        public byte[] Apply(ReadOnlySpan<byte> numbers)
        {
            var cipher = Ciphers.Single(known => known.Number == Cipher);
#pragma warning disable CA5350 // A checksum that the format asks for.
            var check = Usage == 254 ? SHA1.HashData(numbers) : Sum(numbers);
#pragma warning restore CA5350
            byte[] iv = [.. Enumerable.Range(1, cipher.BlockSize).Select(number => (byte)number)];
            var engine = CipherUtilities.GetCipher($"{cipher.Name}/CFB/NoPadding");
            engine.Init(forEncryption: true, new ParametersWithIV(new KeyParameter(Key(cipher.KeySize)), iv));
            byte[] salt = S2k == 0 ? [] : Salt;
            byte[] count = S2k == 3 ? [CodedCount] : [];
            return [Usage, Cipher, S2k, Hash, .. salt, .. count, .. iv, .. engine.DoFinal((byte[])[.. numbers, .. check])];
        }

        // 65,536 bytes, whatever the passphrase: as RFC 4880 counts the coded 96.
        private byte[] Key(int size)
        {
            byte[] once = [.. (S2k == 0 ? [] : Salt), .. Encoding.UTF8.GetBytes(Passphrase)];
            byte[] hashed = S2k == 3 ? [.. Enumerable.Repeat(once, 65_536 / once.Length + 1).SelectMany(bytes => bytes).Take(65_536)] : once;
            var key = Enumerable.Range(0, 4).SelectMany(zeros => OpenPgpHash.Find(Hash)!.Compute(new byte[zeros], hashed));
            return [.. key.Take(size)];
        }

        private static byte[] Sum(ReadOnlySpan<byte> numbers)
        {
            var sum = 0;
            foreach (var octet in numbers)
                sum += octet;
            return [(byte)(sum >> 8), (byte)sum];
        }
    }
}
