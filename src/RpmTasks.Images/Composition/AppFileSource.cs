using System.Formats.Tar;

using RpmTasks.Images.Archives;

namespace RpmTasks.Images.Composition;

/// <summary>What a published file is on this machine.</summary>
internal static class AppFileSource
{
    /// <summary>null, with the fault, when it cannot stand in a layer.</summary>
    public static CheckedFile? Inspect(AppFile file, out string fault)
    {
        try
        {
            fault = Inspect(file, out CheckedFile? good) ?? "";
            return good;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = "cannot be read: " + exception.Message.TrimEnd('.');
            return null;
        }
    }

    private static string? Inspect(AppFile file, out CheckedFile? good)
    {
        good = null;
        var (root, name) = Split(file);
        if (ContainedPath.Resolve(root, name) is not { } target)
            return "is a link that leads outside of what is published";
        if (!File.Exists(target))
            return $"is not there ({target})";
        var size = new FileInfo(target).Length;
        if (size == 0 && !IsRegular(target))
            return "is no regular file but a device, socket or pipe";
        good = new CheckedFile(target, file.Path, file.FromPackage, file.Executable || (size > 0 && IsElf(target)), size);
        return null;
    }

    /// <summary>The published folder that the file lies in; for a file that is published under another name, its own folder.</summary>
    private static (string Root, string Name) Split(AppFile file)
    {
        var below = Path.DirectorySeparatorChar + file.Path.Replace('/', Path.DirectorySeparatorChar);
        return file.Source.EndsWith(below, StringComparison.Ordinal)
            ? (file.Source[..^(below.Length - 1)], file.Path)
            : (Path.GetDirectoryName(file.Source)!, Path.GetFileName(file.Source));
    }

    /// <summary>
    /// .NET shows a pipe, a socket and a device as an empty file, and opening a pipe waits for ever. Its tar writer asks the
    /// system what a file is before it opens it, so the type in the header it writes is the answer.
    /// </summary>
    internal static bool IsRegular(string path)
    {
        using var header = new MemoryStream();
        using (var tar = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true))
            tar.WriteEntry(path, "file");
        return header.GetBuffer()[156] == (byte)TarEntryType.RegularFile;
    }

    private static bool IsElf(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("\u007fELF"u8);
    }
}
