using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Opens the files that a user named. Whatever cannot be read is a <see cref="PackException"/>.</summary>
internal static class PackageReading
{
    /// <returns>Empty when nothing is to be said of the package.</returns>
    /// <exception cref="PackException">The file cannot be read, or is no package.</exception>
    public static ImmutableArray<Problem> Verify(string path, VerifyOptions options, CancellationToken cancel) =>
        Open(path, package => PackageVerification.Verify(NameOf(path), package, options, cancel));

    /// <exception cref="PackException">The file cannot be read, is no package, or has damaged headers.</exception>
    public static PackageFacts Inspect(string path, CancellationToken cancel)
    {
        try
        {
            return Open(path, package => PackageInspector.Inspect(NameOf(path), package, cancel));
        }
        catch (RpmFormatException damage)
        {
            throw new PackException(PackageVerification.ToProblem(NameOf(path), new RpmFinding(damage.What, damage.Detail)), damage);
        }
    }

    /// <exception cref="PackException">One of the files holds no public key.</exception>
    public static PublicKeys ReadKeys(IEnumerable<string> paths) =>
        paths.Select(ReadKeys).Aggregate(PublicKeys.None, (all, keys) => all.With(keys));

    private static PublicKeys ReadKeys(string path)
    {
        if (Directory.Exists(path))
            throw new PackException(Problem.Of(Rules.BadVerifyKey, path, "it is a folder"));
        try
        {
            using var file = File.OpenRead(path);
            return PublicKeys.Read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OpenPgpException)
        {
            throw new PackException(Problem.Of(Rules.BadVerifyKey, path, exception.Message.TrimEnd('.')), exception);
        }
    }

    private static T Open<T>(string path, Func<Stream, T> read)
    {
        try
        {
            if (Directory.Exists(path))
                throw new PackException(Problem.Of(Rules.NoSuchRpm, path, "it is a folder"));
            // A pipe has no length either, and opening one can wait for ever.
            if (File.Exists(path) && new FileInfo(path).Length == 0)
                throw new PackException(Problem.Of(Rules.NotAnRpm, path, "it is empty, or no regular file"));
            using var package = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return BeginsAsPackage(package)
                ? read(package)
                : throw new PackException(Problem.Of(Rules.NotAnRpm, path, "it does not begin with the magic of a package"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.NoSuchRpm, path, exception.Message.TrimEnd('.')), exception);
        }
    }

    private static bool BeginsAsPackage(Stream package)
    {
        var lead = new byte[Lead.Size];
        return package.ReadAtLeast(lead, lead.Length, throwOnEndOfStream: false) == lead.Length && Lead.Read(lead) is not null;
    }

    private static string NameOf(string path) => VisibleText.Of(Path.GetFileName(path));
}
