using System.Security.Cryptography;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>Reads a package of the folder for the metadata: its header, and all of it once for its checksum.</summary>
internal static class PackageReader
{
    /// <param name="path">Where it lies.</param>
    /// <param name="file">As it is, or will be, in the folder.</param>
    /// <exception cref="PackException">It is no package, or cannot be read.</exception>
    public static PackageEntry Read(string path, FolderFile file, CancellationToken cancel)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var id = Convert.ToHexStringLower(SHA256.HashDataAsync(stream, cancel).AsTask().GetAwaiter().GetResult());
            stream.Position = 0;
            return new PackageElements(RpmReader.Read(stream), file, id).ToEntry();
        }
        catch (Exception exception) when (exception is RpmFormatException or IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.NoRpmInRepository, path, exception.Message.TrimEnd('.')), exception);
        }
    }
}
