using System.Collections.Immutable;
using System.Text;

using RpmTasks.Rpm.Signing;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Rpm.Tests.Signing;

/// <summary>What makes a key count, and what takes that from it.</summary>
internal sealed class KeyStatesTests
{
    private static readonly string[] Quiet = ["--pinentry-mode", "loopback", "--passphrase", ""];

    private static readonly byte[] Header = Encoding.ASCII.GetBytes("header");

    /// <summary>Anybody can bind somebody else's key; only its owner can sign back.</summary>
    [Test]
    public void A_subkey_that_did_not_sign_back_does_not_sign()
    {
        var certificate = Read(TestKeys.WithSubkey("ed25519"));
        var subkey = certificate.Subkeys[0];
        var bare = subkey with
        {
            Signatures = [.. subkey.Signatures.Select(signature => signature with { Hashed = Without(signature.Hashed), Unhashed = Without(signature.Unhashed) })],
        };
        var other = Read(TestKeys.WithSubkey("rsa2048")).Subkeys[0].Signatures[0];
        var foreign = bare with { Signatures = [.. bare.Signatures.Select(signature => signature with { Unhashed = [.. signature.Unhashed, Back(other)] })] };

        Assert.That(KeyStates.OfSubkey(certificate, subkey), Has.Property("IsBound").True.And.Property("CanSign").True);
        Assert.That(KeyStates.OfSubkey(certificate, bare), Has.Property("IsBound").True.And.Property("CanSign").False);
        Assert.That(KeyStates.OfSubkey(certificate, foreign), Has.Property("IsBound").True.And.Property("CanSign").False, "another key's");
    }

    [Test]
    public void A_revoked_user_ID_binds_nothing()
    {
        var name = TestKeys.Gpg.Generate("first", "ed25519");
        TestKeys.Gpg.Do([.. Quiet, "--quick-add-uid", name, "second"]);
        TestKeys.Gpg.Do([.. Quiet, "--quick-revoke-uid", name, "first"]);
        var certificate = Read(name);

        Assert.That(KeyStates.OfPrimary(Only("second")).IsBound, Is.True);
        Assert.That(KeyStates.OfPrimary(Only("first")).IsBound, Is.False);

        Certificate Only(string text) => certificate with { UserIds = [certificate.UserIds.Single(id => id.Text == text)] };
    }

    /// <summary>Hosts pass over what is signed over SHA-1, and fall back on what is older.</summary>
    [Test]
    public void A_newer_statement_over_SHA1_does_not_hide_a_trusted_one()
    {
        var name = TestKeys.Gpg.Generate("both", "rsa2048", options: new GenerateOptions { Options = ["--faked-system-time", "20240101T000000!"] });
        var before = Read(name);
        TestKeys.Gpg.Do([.. Quiet, "--cert-digest-algo", "SHA1", "--allow-weak-digest-algos", "--quick-set-expire", name, "3y"]);
        var after = Read(name);

        Assert.That(KeyStates.OfPrimary(after).IsTrusted, Is.False);
        Assert.That(KeyStates.OfPrimary(before.With(after)).IsTrusted, Is.True);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void The_newest_statement_counts_whatever_their_order(bool newestFirst)
    {
        var name = TestKeys.Gpg.Generate($"renewed {newestFirst}", "ed25519", options: new GenerateOptions { Options = ["--faked-system-time", "20240101T000000!"], Expire = "1y" });
        var before = Read(name);
        TestKeys.Gpg.Do([.. Quiet, "--quick-set-expire", name, "never"]);
        var after = Read(name);

        Assert.That(KeyStates.OfPrimary(before).ExpiresAt, Is.Not.Null);
        Assert.That(KeyStates.OfPrimary(newestFirst ? after.With(before) : before.With(after)).ExpiresAt, Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void The_newest_subkey_signs_wherever_it_stands(bool newestFirst)
    {
        var name = TestKeys.Gpg.Generate($"two subkeys {newestFirst}", "ed25519", options: new GenerateOptions { Usage = "cert" });
        TestKeys.Gpg.AddSubkey(name, "ed25519", options: new GenerateOptions { Options = ["--faked-system-time", "20400101T000000!"] });
        TestKeys.Gpg.AddSubkey(name, "ed25519", options: new GenerateOptions { Options = ["--faked-system-time", "20410101T000000!"] });
        var certificate = Read(name);
        var newest = certificate.Subkeys.MaxBy(key => key.Public.CreatedAt)!;
        Assert.That(certificate.Subkeys, Has.Length.EqualTo(2));
        var ordered = certificate with { Subkeys = [.. certificate.Subkeys.OrderBy(key => ReferenceEquals(key, newest) != newestFirst)] };

        var chosen = KeyChoice.Choose([ordered], new KeyWish { Moment = newest.Public.CreatedAt, NeedsSecret = false });

        Assert.That(chosen.Key.Public.Name, Is.EqualTo(newest.Public.Name));
    }

    [Test]
    public void A_block_whose_checksum_does_not_fit_is_refused()
    {
        var lines = Encoding.ASCII.GetString(TestKeys.Gpg.ExportPublic(TestKeys.Primary("ed25519"))).Split('\n').ToList();
        lines.RemoveAll(line => line.StartsWith('='));
        lines.Insert(lines.FindIndex(line => line.StartsWith("-----END", StringComparison.Ordinal)), "=AAAA");

        Assert.That(
            () => KeyFile.Read(new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', lines)))),
            Throws.InstanceOf<OpenPgpException>().With.Message.Contains("checksum"));
    }

    [Test]
    public void What_a_revoked_subkey_signed_is_not_good()
    {
        var name = TestKeys.Gpg.Generate("owner", "ed25519", options: new GenerateOptions { Usage = "cert" });
        TestKeys.Gpg.AddSubkey(name, "ed25519");
        using var key = TestKeys.Unlock(TestKeys.Gpg.ExportSecret(name));
        var signature = key.Sign(Header, (uint)key.CreatedAt + 1);
        Assert.That(Verify(name, signature).State, Is.EqualTo(SignatureState.Good));

        RevokeSubkey(name);

        Assert.That((Verify(name, signature).State, Verify(name, signature).Detail), Is.EqualTo((SignatureState.UnusableKey, $"the key {key.Name} is revoked")));
    }

    [Test]
    public void What_a_subkey_signed_after_its_primary_key_expired_is_not_good()
    {
        var longAgo = new GenerateOptions { Options = ["--faked-system-time", "20240101T000000!"] };
        var name = TestKeys.Gpg.Generate("short-lived", "ed25519", options: longAgo with { Usage = "cert", Expire = "1d" });
        TestKeys.Gpg.AddSubkey(name, "ed25519", options: longAgo);
        var part = KeyFile.Read(new MemoryStream(TestKeys.Gpg.ExportSecret(name)))[0].Subkeys[0];
        using var key = SigningKey.Unlock(part, passphrase: null, OpenPgpHash.Sha256);
        const uint day = 24 * 60 * 60;

        Assert.That(Verify(name, key.Sign(Header, (uint)key.CreatedAt + (day / 2))).State, Is.EqualTo(SignatureState.Good));
        Assert.That(Verify(name, key.Sign(Header, (uint)key.CreatedAt + day)).State, Is.EqualTo(SignatureState.UnusableKey));
    }

    private static Certificate Read(string name) => KeyFile.Read(new MemoryStream(TestKeys.Gpg.ExportPublic(name)))[0];

    private static SignatureVerdict Verify(string name, byte[] signature) =>
        PublicKeys.Read(new MemoryStream(TestKeys.Gpg.ExportPublic(name))).Verify(signature, Header);

    private static Subpacket Back(SignaturePacket binding) =>
        binding.Hashed.Concat(binding.Unhashed).Single(subpacket => subpacket.Type == SubpacketType.EmbeddedSignature);

    private static ImmutableArray<Subpacket> Without(ImmutableArray<Subpacket> subpackets) =>
        [.. subpackets.Where(subpacket => subpacket.Type != SubpacketType.EmbeddedSignature)];

    private static void RevokeSubkey(string name)
    {
        var script = Path.Combine(Path.GetTempPath(), $"rpmtasks-revoke-{name}");
        File.WriteAllText(script, "key 1\nrevkey\ny\n0\n\ny\nsave\n");
        try
        {
            TestKeys.Gpg.Do([.. Quiet, "--command-file", script, "--edit-key", name]);
        }
        finally
        {
            File.Delete(script);
        }
    }
}
