using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>What hosts get of a key file, against what gpg exports for them.</summary>
internal sealed class PublicCertificateTests
{
    [TestCase("ed25519", "")]
    [TestCase("rsa3072", "")]
    [TestCase("ed25519", TestKeys.Passphrase)]
    public void It_is_what_gpg_exports(string algorithm, string passphrase)
    {
        var name = TestKeys.WithSubkey(algorithm, passphrase);
        byte[] two = [.. TestKeys.Gpg.ExportSecret(TestKeys.Primary("rsa2048")), .. TestKeys.Gpg.ExportSecret(name, passphrase)];

        Assert.That(Packets(Written(two, name)), Is.EqualTo(Packets(TestKeys.Gpg.ExportPublic(name, armored: false))));
    }

    [Test]
    public void A_secret_key_and_its_public_one_are_one_block()
    {
        var name = TestKeys.WithSubkey("ed25519");
        byte[] both = [.. TestKeys.Gpg.ExportSecret(name), .. TestKeys.Gpg.ExportPublic(name)];

        Assert.That(Packets(Written(both, name)), Is.EqualTo(Packets(TestKeys.Gpg.ExportPublic(name, armored: false))));
    }

    [Test]
    public void Armor_is_removed_as_it_was_put_on([Values(0, 1, 2, 3, 47, 48, 49, 96, 1000)] int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);

        var text = Armor.Write("SIGNATURE", data);

        Assert.That(Armor.Remove(text).ToArray(), Is.EqualTo(data));
        Assert.That(System.Text.Encoding.ASCII.GetString(text).Split('\n'), Has.All.Length.LessThanOrEqualTo(64));
    }

    [Test]
    public void Gpg_reads_the_armor()
    {
        var path = TestKeys.Gpg.At("armored");
        var key = TestKeys.Gpg.ExportPublic(TestKeys.Primary("ed25519"), armored: false);
        File.WriteAllBytes(path, Armor.Write("PUBLIC KEY BLOCK", key));

        Assert.That(TestKeys.Gpg.Do("--with-colons", "--show-keys", path), Does.Contain(TestKeys.Primary("ed25519").ToUpperInvariant()));
    }

    private static byte[] Written(byte[] file, string name)
    {
        var packets = KeyFile.ReadPackets(new MemoryStream(file));
        return PublicCertificate.Write(packets, CertificateReader.Read(packets).Single(certificate => certificate.Primary.Public.Name == name));
    }

    /// <summary>gpg writes the older headers; the packets are the same.</summary>
    private static string[] Packets(byte[] data) => [.. PacketFormat.ReadAll(data).Select(packet => $"{packet.Tag} {Convert.ToHexString(packet.Body.Span)}")];
}
