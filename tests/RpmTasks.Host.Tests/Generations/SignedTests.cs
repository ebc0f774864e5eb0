using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>Signed packages where the strictest policy holds: rpm 6's own, which each generation is told to follow.</summary>
[TestFixtureSource(nameof(Fixtures))]
internal sealed class SignedTests(Generation generation, JudgedKey key)
{
    private const string Policy = "--define '_pkgverify_level all' --define '_pkgverify_flags 0x20100'";

    private static readonly RpmSpec Spec = JudgedPackages.Many;

    private JudgingHost _host = null!;

    private static IEnumerable<object[]> Fixtures =>
        from generation in Generation.All
        from key in new[] { JudgedKey.Rsa, JudgedKey.Ed25519 }
        select new object[] { generation, key };

    [SetUp]
    public void Prepare() => _host = new JudgingHost(generation);

    [TearDown]
    public void Remove() => _host?.Dispose();

    [Test]
    public void A_signed_package_verifies_and_installs()
    {
        _host.Import(key);
        var path = _host.Add(Spec, sign: key.Sign);

        Assert.That(_host.Do($"rpmkeys -K {Policy} {path}"), Does.EndWith(": digests signatures OK"));
        Assert.That(_host.Do($"rpmkeys -K -v {path}"), Does.Match($"Header (OpenPGP )?V4 (RSA|EdDSA)/SHA256 [Ss]ignature, key (ID|fingerprint:) [0-9a-f]*{key.Id}: OK\n"));
        Assert.That(_host.Do($"rpm -i {Policy} {path}"), Is.Empty);
        Assert.That(_host.Run($"rpm -V {Spec.Name}").All, Is.Empty);
    }

    [Test]
    public void An_unsigned_package_is_refused()
    {
        _host.Import(key);

        AssertRefused(_host.Add(Spec), "does not verify: no signature");
    }

    [Test]
    public void A_package_of_an_unknown_key_is_refused() => AssertRefused(_host.Add(Spec, sign: key.Sign), $"{key.Id}: NOKEY");

    [Test]
    public void A_package_with_another_payload_is_refused()
    {
        _host.Import(key);
        var path = _host.Add(Spec, sign: key.Sign);
        _host.Change(Spec, bytes => bytes[^100] ^= 1);

        // rpm 6 says here that there is no signature: none that its digests connect with this payload.
        AssertRefused(path, "does not verify: ");
        Assert.That(_host.Run($"rpmkeys -K -v {path}").Output, Does.Match("Payload SHA256 (ALT )?digest: BAD"));
    }

    [Test]
    public void A_package_with_another_header_is_refused()
    {
        _host.Import(key);
        var path = _host.Add(Spec, sign: key.Sign);
        _host.Change(Spec, bytes => bytes[bytes.AsSpan().IndexOf("Judged by every rpm"u8)] ^= 0x20);

        AssertRefused(path, "BAD");
    }

    /// <summary>Every digest is right.</summary>
    [Test]
    public void A_signature_of_another_package_is_refused()
    {
        _host.Import(key);
        var path = _host.Add(Spec, sign: header => key.Sign(header[..^1]));

        AssertRefused(path, "BAD");
    }

    private void AssertRefused(string path, string because)
    {
        var check = _host.Run($"rpmkeys -K {Policy} {path}");
        Assert.That(check.ExitCode, Is.Not.Zero);
        Assert.That(check.Output, Does.Contain("NOT OK"));

        var install = _host.Run($"rpm -i {Policy} {path}");
        Assert.That(install.ExitCode, Is.Not.Zero);
        Assert.That(install.Error, Does.Contain(because));
        Assert.That(_host.Changes(), Is.Empty);
    }
}
