using System.Security.Cryptography;

using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>
/// The package's way into the folder: copied beside its name there, and renamed when all else is ready. So nobody reads half a package, and
/// what it replaces stays as long as anything can fail.
/// </summary>
internal sealed class PackageCopy : IDisposable
{
    private const string Suffix = ".partial";

    private readonly string _final;

    private PackageCopy(string path, string final)
    {
        Path = path;
        _final = final;
        File = FolderScan.Facts(new FileInfo(path), System.IO.Path.GetFileName(final));
    }

    /// <summary>As it will be in the folder.</summary>
    public FolderFile File { get; }

    /// <summary>Where it lies now.</summary>
    public string Path { get; }

    /// <exception cref="IOException">It cannot be read or written, or is no longer what was packed.</exception>
    public static PackageCopy Make(PackedRpm packed, string folder, CancellationToken cancel)
    {
        // Who has the turn now is not who was killed while copying.
        foreach (var stale in Directory.EnumerateFiles(folder, $".*.rpm{Suffix}"))
            System.IO.File.Delete(stale);
        var name = System.IO.Path.GetFileName(packed.Path);
        var final = System.IO.Path.Combine(folder, name);
        if (System.IO.File.Exists(final) && IsSame(final, packed, cancel))
            return new PackageCopy(final, final);
        var temporary = System.IO.Path.Combine(folder, $".{name}{Suffix}");
        try
        {
            Copy(packed, temporary, cancel);
            return new PackageCopy(temporary, final);
        }
        catch
        {
            System.IO.File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Gives it its name.</summary>
    public void Commit()
    {
        if (Path != _final)
            System.IO.File.Move(Path, _final, overwrite: true);
    }

    public void Dispose()
    {
        if (Path != _final)
            System.IO.File.Delete(Path);
    }

    private static void Copy(PackedRpm packed, string path, CancellationToken cancel)
    {
        using (var from = new FileStream(packed.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
        using (var to = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            CopyHashed(from, to, packed, cancel);
        // Its own time, so that the same packages make the same metadata wherever and whenever they were added.
        System.IO.File.SetLastWriteTimeUtc(path, BuildTime(packed.Path));
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

        // On the disk before it gets its name: after a power failure the metadata must not be of an empty file.
        to.Flush(flushToDisk: true);
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != packed.Sha256)
            throw new IOException($"{packed.Path} changed since it was packed");
    }

    private static bool IsSame(string path, PackedRpm packed, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return file.Length == packed.Length
            && Convert.ToHexStringLower(SHA256.HashDataAsync(file, cancel).AsTask().GetAwaiter().GetResult()) == packed.Sha256
            && System.IO.File.GetLastWriteTimeUtc(path) == BuildTime(packed.Path);
    }

    private static DateTime BuildTime(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var time = RpmReader.Read(file).Main.Get(Tags.BuildTime);
        return DateTime.UnixEpoch.AddSeconds(time is [var first, ..] ? first : 0);
    }
}
