using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Reads a whole package back and holds its parts against one another, as rpm does when it verifies and installs it, and more.</summary>
internal static class RpmVerifier
{
    /// <inheritdoc cref="Verify(Stream, VerifyOptions, CancellationToken)"/>
    public static VerifiedRpm Verify(Stream package, int parallelism, CancellationToken cancel) =>
        Verify(package, new VerifyOptions(parallelism), cancel);

    /// <param name="package">Can seek; read from its first byte to its last.</param>
    /// <returns>Damage never throws; failures of the stream itself and cancellation do.</returns>
    public static VerifiedRpm Verify(Stream package, VerifyOptions options, CancellationToken cancel)
    {
        var findings = new RpmFindings();
        using var packageHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            package.Position = 0;
            var content = RpmReader.Read(package);
            PackageChecks.Check(content, findings);
            SignatureChecks.Check(content, options.Keys, findings);
            MainHeaderChecks.Check(content.Main, findings);
            var files = content.ReadFiles();
            FileChecks.Check(content.Main, files, findings);
            RpmLibChecks.Check(content, files, findings);
            HashHeaders(package, packageHash);
            new PayloadVerifier(content, files, findings, options).Verify(package, packageHash, cancel);
            return new VerifiedRpm(findings.All, Convert.ToHexStringLower(packageHash.GetHashAndReset()));
        }
        catch (RpmFormatException damage)
        {
            findings.Add(damage.What, damage.Detail);
            return new VerifiedRpm(findings.All, null);
        }
    }

    /// <summary>All up to where the package was read, which stays where it is.</summary>
    private static void HashHeaders(Stream package, IncrementalHash hash)
    {
        var headers = new byte[package.Position];
        package.Position = 0;
        package.ReadExactly(headers);
        hash.AppendData(headers);
    }
}

/// <param name="Findings">Empty when the package is sound.</param>
/// <param name="Sha256">Of the whole package, in hex; null when its headers were too broken to read on.</param>
internal sealed record VerifiedRpm(IReadOnlyList<RpmFinding> Findings, string? Sha256);
