using RpmTasks.Host.Tests.Generations;
using RpmTasks.Rpm.Signing;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Host.Tests.Signing;

/// <summary>Hosts agree with us on which keys are fit to sign: each generation's rpm has another parser of OpenPGP.</summary>
[TestFixtureSource(typeof(Generation), nameof(Generation.All))]
internal sealed class KeyShapeTests(Generation generation)
{
    private static readonly Lazy<GnuPg> Ring = new(() => TestRun.Keep(new GnuPg()));

    private static readonly GenerateOptions Certifying = new() { Usage = "cert" };
    private static readonly GenerateOptions Sha1 = new() { Options = ["--cert-digest-algo", "SHA1", "--allow-weak-key-signatures"] };

    private JudgingHost _host = null!;

    [OneTimeSetUp]
    public void Prepare() => _host = new JudgingHost(generation);

    [OneTimeTearDown]
    public void Remove() => _host?.Dispose();

    [Test]
    public void A_subkey_signs() => AssertAccepted(WithSubkey("subkey"));

    /// <summary>The signature is from before everything that binds the key today.</summary>
    [Test]
    public void A_key_whose_expiry_was_extended_since_signs()
    {
        var longAgo = new GenerateOptions { Options = ["--faked-system-time", "20240101T000000!"], Expire = "1y" };
        var name = Ring.Value.Generate($"extended {generation.Rpm}", "ed25519", options: longAgo);
        Ring.Value.Do("--pinentry-mode", "loopback", "--passphrase", "", "--quick-set-expire", name, "3y");

        AssertAccepted(name);
    }

    [Test]
    public void A_subkey_whose_expiry_was_extended_since_signs()
    {
        var longAgo = new GenerateOptions { Options = ["--faked-system-time", "20240101T000000!"], Expire = "1y" };
        var name = Ring.Value.Generate($"extended subkey {generation.Rpm}", "rsa2048", options: longAgo with { Usage = "cert" });
        Ring.Value.AddSubkey(name, "rsa2048", options: longAgo);
        string[] extend = ["--pinentry-mode", "loopback", "--passphrase", "", "--quick-set-expire", name, "3y"];
        Ring.Value.Do(extend);
        // "*" would pass over those that have expired.
        Ring.Value.Do([.. extend, Ring.Value.Fingerprints(name)[1]]);

        AssertAccepted(name);
    }

    [TestCase("sha1")]
    [TestCase("sha1 back signature")]
    [TestCase("short")]
    public void What_we_refuse_current_hosts_refuse_too(string shape)
    {
        var name = shape switch
        {
            "sha1" => Ring.Value.Generate($"sha1 {generation.Rpm}", "rsa2048", options: Sha1),
            "short" => Ring.Value.Generate($"short {generation.Rpm}", "rsa1024"),
            _ => WithSubkey(shape, Sha1),
        };
        if (shape == "sha1 back signature")
        {
            string[] renew = ["--pinentry-mode", "loopback", "--passphrase", "", "--cert-digest-algo", "SHA256", "--quick-set-expire", name, "never"];
            Ring.Value.Do(renew);
            Ring.Value.Do([.. renew, "*"]);
        }

        var answer = Judge(name, Unlock(name));

        // The parser of its own that rpm had up to 4.18 takes them all.
        Assert.That(answer.ExitCode, generation.Rpm == "4.18." ? Is.Zero : Is.Not.Zero, answer.All);
    }

    private string WithSubkey(string name, GenerateOptions? options = null)
    {
        var primary = Ring.Value.Generate($"{name} {generation.Rpm}", "rsa2048", options: (options ?? Certifying) with { Usage = "cert" });
        Ring.Value.AddSubkey(primary, "rsa2048", options: options);
        return primary;
    }

    private void AssertAccepted(string name)
    {
        var wish = new KeyWish { Moment = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1, NeedsSecret = true };
        var chosen = KeyChoice.Choose(KeyFile.Read(new MemoryStream(Ring.Value.ExportSecret(name))), wish);
        using var key = SigningKey.Unlock(chosen.Key, passphrase: null, OpenPgpHash.Sha256);

        var answer = Judge(name, key);

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        Assert.That(answer.Output, Does.Match("(?i)Header.* signature, key .*: OK"));
    }

    /// <summary>The newest key of a certificate, fit or not.</summary>
    private static SigningKey Unlock(string name)
    {
        var certificate = KeyFile.Read(new MemoryStream(Ring.Value.ExportSecret(name)))[0];
        return SigningKey.Unlock(certificate.Keys.Last(), passphrase: null, OpenPgpHash.Sha256);
    }

    private ToolResult Judge(string name, SigningKey key)
    {
        var package = _host.Add(JudgedPackages.Helper, sign: header => key.Sign(header, (uint)key.CreatedAt));
        File.WriteAllBytes(_host.Shared("public.asc"), Ring.Value.ExportPublic(name));
        return _host.Run($"cd {OfflineHost.Exchange}; rpmkeys --dbpath /tmp/{name} --import public.asc && rpmkeys --dbpath /tmp/{name} -Kv {package}");
    }
}
