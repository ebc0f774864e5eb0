using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Reads a whole package back and holds its parts against one another, as rpm does when it verifies and installs it, and more.</summary>
internal static class RpmVerifier
{
    /// <param name="package">Can seek; read from its first byte to its last.</param>
    /// <returns>Empty when the package is sound. Damage never throws; failures of the stream itself and cancellation do.</returns>
    public static IReadOnlyList<RpmFinding> Verify(Stream package, CancellationToken cancel)
    {
        var findings = new RpmFindings();
        try
        {
            package.Position = 0;
            var content = RpmReader.Read(package);
            SignatureChecks.Check(content, findings);
            MainHeaderChecks.Check(content.Main, findings);
            var files = content.ReadFiles();
            FileChecks.Check(content.Main, files, findings);
            RpmLibChecks.Check(content, files, findings);
            new PayloadVerifier(content, files, findings).Verify(package, cancel);
        }
        catch (RpmFormatException damage)
        {
            findings.Add(damage.What, damage.Detail);
        }

        return findings.All;
    }
}
