using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Support;

internal static class Packages
{
    public static byte[] Write(RpmSpec spec, int parallelism = 2)
    {
        using var output = new MemoryStream();
        RpmWriter.Write(spec, output, parallelism, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>Under the file name it belongs under.</summary>
    public static string WriteTo(TemporaryFolder folder, RpmSpec spec)
    {
        var path = folder.File(RpmFileName.Of(spec));
        File.WriteAllBytes(path, Write(spec));
        return path;
    }

    public static IReadOnlyList<RpmFinding> Verify(byte[] package)
    {
        using var stream = new MemoryStream(package, writable: false);
        return RpmVerifier.Verify(stream, parallelism: 2, CancellationToken.None).Findings;
    }
}
