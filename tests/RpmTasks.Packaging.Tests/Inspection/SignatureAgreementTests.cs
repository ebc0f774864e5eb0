using System.Globalization;

using RpmTasks.Packaging.Inspection;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;
using RpmTasks.Testing.Signing;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>Packages that rpmsign signed: what they say is what rpm says, and keys tell theirs from others'.</summary>
internal sealed class SignatureAgreementTests
{
    [TestCase("rsa3072", "RSAHEADER")]
    [TestCase("ed25519", "DSAHEADER")]
    public void Signatures_are_what_rpm_says_and_verified_by_their_key_only(string algorithm, string tag)
    {
        using var folder = new TemporaryFolder();
        using var gpg = new GnuPg();
        var fingerprint = gpg.Generate("Signer", algorithm);
        var other = gpg.Generate("Other", algorithm);
        var (package, unsigned) = ForeignPackages.Build(folder, "w9.gzdio");
        Sign(package, gpg, fingerprint);
        File.WriteAllBytes(folder.File("other.gpg"), gpg.ExportPublic(other, armored: false));
        File.WriteAllBytes(folder.File("other.asc"), gpg.ExportPublic(other));
        File.WriteAllBytes(folder.File("signer.gpg"), gpg.ExportPublic(fingerprint, armored: false));

        Assert.That(Described(package), Is.EqualTo(Query(package, tag)));
        Assert.That(Codes(package), Is.Empty, "form only");
        Assert.That(Codes(package, folder.File("signer.gpg")), Is.Empty);
        Assert.That(Codes(package, folder.File("other.asc"), folder.File("signer.gpg")), Is.Empty);
        Assert.That(Codes(package, folder.File("other.gpg")), Is.EqualTo(new[] { "RPMT4036" }));
        Assert.That(Codes(unsigned, folder.File("signer.gpg")), Is.EqualTo(new[] { "RPMT4036" }), "none at all");
    }

    private static void Sign(string package, GnuPg gpg, string name)
    {
        RealTool.Require("rpmsign");
        var answer = RealTool.Run(
            "rpmsign", "--define", $"__gpg {RealTool.Find("gpg")}", "--define", $"_gpg_path {gpg.Home}", "--define", $"_gpg_name {name}", "--addsign", package);
        Assert.That(answer.ExitCode, Is.Zero, answer.All);
    }

    /// <summary>"RSA/SHA256, Mon Jan  1 12:00:00 2024, Key ID 0123456789abcdef".</summary>
    private static string Query(string package, string tag) => RealTool.Run("rpm", "-qp", "--nosignature", "--qf", $"%{{{tag}:pgpsig}}", package).Output;

    private static string Described(string package)
    {
        var signature = PackageReading.Inspect(package, CancellationToken.None).Signatures.Single();
        var time = signature.Time!.Value.ToLocalTime();
        var day = time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        return $"{signature.Algorithm}/{signature.Hash}, {time.ToString("ddd MMM", CultureInfo.InvariantCulture)} {day} {time.ToString("HH:mm:ss yyyy", CultureInfo.InvariantCulture)}, Key ID {signature.KeyId}";
    }

    private static IEnumerable<string> Codes(string package, params string[] keys) =>
        PackageVerifier.Create([.. keys], parallelism: 1).Verify(package, CancellationToken.None).Select(problem => problem.Rule.Code);
}
