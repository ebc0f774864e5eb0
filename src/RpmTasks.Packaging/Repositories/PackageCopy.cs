using System.Security.Cryptography;

using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>The package's way into the folder.</summary>
internal static class PackageCopy
{
    /// <summary>Copies it beside its name there, and renames it: nobody reads half a package.</summary>
    /// <returns>Its name in the folder.</returns>
    /// <exception cref="IOException">It cannot be read or written, or is no longer what was packed.</exception>
    public static string Put(PackedRpm packed, string folder, CancellationToken cancel)
    {
        var name = Path.GetFileName(packed.Path);
        var final = Path.Combine(folder, name);
        if (File.Exists(final) && IsSame(final, packed, cancel))
            return name;
        var temporary = Path.Combine(folder, $".{name}.partial");
        try
        {
            Copy(packed, temporary, cancel);
            File.Move(temporary, final, overwrite: true);
            return name;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Copy(PackedRpm packed, string path, CancellationToken cancel)
    {
        using (var from = new FileStream(packed.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
        using (var to = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            CopyHashed(from, to, packed, cancel);
        // Its own time, so that the same packages make the same metadata wherever and whenever they were added.
        File.SetLastWriteTimeUtc(path, BuildTime(packed.Path));
    }

    private static void CopyHashed(FileStream from, FileStream to, PackedRpm packed, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        while (from.Read(buffer) is var count and > 0)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            to.Write(buffer, 0, count);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != packed.Sha256)
            throw new IOException($"{packed.Path} changed since it was packed");
    }

    private static bool IsSame(string path, PackedRpm packed, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return file.Length == packed.Length
            && Convert.ToHexStringLower(SHA256.HashDataAsync(file, cancel).AsTask().GetAwaiter().GetResult()) == packed.Sha256
            && File.GetLastWriteTimeUtc(path) == BuildTime(packed.Path);
    }

    private static DateTime BuildTime(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var time = RpmReader.Read(file).Main.Get(Tags.BuildTime);
        return DateTime.UnixEpoch.AddSeconds(time is [var first, ..] ? first : 0);
    }
}
