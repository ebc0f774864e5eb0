using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>The files of a package as the header keeps them: one array per property, one element per file.</summary>
internal static class FileColumns
{
    private const uint VerifyAll = 0xFFFFFFFF;

    /// <summary>A ghost's digest, size, link and time are whatever they are (%ghost in build/files.cc).</summary>
    private const uint VerifyGhost = 0xFFFFFFD8;

    public static void Add(HeaderBuilder header, PackagedFiles files, string[] digests)
    {
        if (files.All.IsEmpty)
            return;
        AddNames(header, files);
        AddSizes(header, files);
        header.Add(Tags.FileModes, Column(files, file => file.Mode));
        header.Add(Tags.FileRdevs, Column(files, _ => (ushort)0));
        header.Add(Tags.FileMtimes, Column(files, file => file.ModifiedAt));
        header.Add(Tags.FileDigests, digests);
        header.Add(Tags.FileLinkTos, Column(files, file => file.File.LinkTarget ?? ""));
        header.Add(Tags.FileFlags, Column(files, file => (uint)file.File.Flags));
        header.Add(Tags.FileUserName, Column(files, file => file.File.Owner));
        header.Add(Tags.FileGroupName, Column(files, file => file.File.Group));
        header.Add(Tags.FileVerifyFlags, Column(files, file => file.IsGhost ? VerifyGhost : VerifyAll));
        header.Add(Tags.FileDevices, Column(files, _ => 1u));
        header.Add(Tags.FileInodes, Column(files, file => file.Inode));
        header.Add(Tags.FileLangs, Column(files, _ => ""));
    }

    /// <summary>DIRNAMES in the order of first use.</summary>
    private static void AddNames(HeaderBuilder header, PackagedFiles files)
    {
        string[] names = [.. files.All.Select(file => file.Directory).Distinct(StringComparer.Ordinal)];
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            indexes.Add(name, indexes.Count);
        header.Add(Tags.DirIndexes, Column(files, file => (uint)indexes[file.Directory]));
        header.Add(Tags.BaseNames, Column(files, file => file.BaseName));
        header.Add(Tags.DirNames, names);
    }

    private static void AddSizes(HeaderBuilder header, PackagedFiles files)
    {
        if (files.AreLarge)
            header.Add(Tags.LongFileSizes, Column(files, file => (ulong)file.Size));
        else
            header.Add(Tags.FileSizes, Column(files, file => (uint)file.Size));
    }

    private static T[] Column<T>(PackagedFiles files, Func<PackagedFile, T> value) => [.. files.All.Select(value)];
}
