using System.Security.Cryptography;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>
/// A package's way into the folder: copied beside its name there, and renamed when all else is ready. So nobody reads half a package, and
/// what it replaces stays as long as anything can fail.
/// </summary>
/// <param name="Path">Where it lies now.</param>
/// <param name="File">As it will be in the folder.</param>
internal sealed record PackageCopy(string Path, FolderFile File)
{
    /// <summary>It was in the folder before.</summary>
    public bool IsKept { get; private init; }

    /// <summary>Of the file, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <exception cref="IOException">It cannot be read or written, or is no longer what was packed.</exception>
    /// <exception cref="PackException">Another layer lies under its name.</exception>
    public static PackageCopy Make(PackedRpm packed, string folder, StagedFiles staged, VerifyOptions options, CancellationToken cancel)
    {
        var name = System.IO.Path.GetFileName(packed.Path);
        var final = System.IO.Path.Combine(folder, name);
        if (System.IO.File.Exists(final) && (IsSame(final, packed, cancel) ? packed.Sha256 : FindSameLayer(final, packed, options, cancel)) is { } kept)
            return Of(final, name, kept) with { IsKept = true };
        var temporary = staged.Add(name);
        Copy(packed, temporary, cancel);
        return Of(temporary, name, packed.Sha256);
    }

    private static PackageCopy Of(string path, string name, string sha256) => new(path, FolderScan.Facts(new FileInfo(path), name)) { Sha256 = sha256 };

    // Signed at another time, or written by another version: hosts that have it installed need no other. Its payload is unpacked only in the
    // second case; in the first its digest is that of the package that was packed.
    private static string? FindSameLayer(string path, PackedRpm packed, VerifyOptions options, CancellationToken cancel)
    {
        if (packed.Layer is not { } layer)
            return null;
        var written = Read(packed.Path);
        var found = LayerFile.Look(path, layer, options, package => package.Main.Bytes.SequenceEqual(written.Main.Bytes), cancel);
        if (found.State == LayerState.Other)
            throw new PackException(Problem.Of(Rules.LayerNameTaken, path, layer.ToString()));
        return found.State == LayerState.Same ? found.Sha256 : null;
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
        var time = Read(path).Main.Get(Tags.BuildTime);
        return DateTime.UnixEpoch.AddSeconds(time is [var first, ..] ? first : 0);
    }

    private static RpmPackage Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return RpmReader.Read(file);
    }
}
