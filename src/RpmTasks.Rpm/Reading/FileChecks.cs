using System.Text;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>The files as the header has them, before the payload is looked at.</summary>
internal static class FileChecks
{
    /// <summary>What every rpmbuild writes for files and rpm installs without.</summary>
    private static readonly Tag[] Expected =
        [Tags.FileMtimes, Tags.FileLinkTos, Tags.FileFlags, Tags.FileDevices, Tags.FileInodes];

    public static void Check(Header header, IReadOnlyList<FileEntry> files, RpmFindings findings)
    {
        // A source package is unpacked into a folder of the one who builds it.
        var directories = header.Get(Tags.DirNames).Where(name => header.Has(Tags.SourceRpm) || name.Length > 0);
        foreach (var directory in directories.Where(name => !name.StartsWith('/') || !name.EndsWith('/')))
            findings.Add(Tags.DirNames.ToString(), $"'{directory}' must begin and end with '/'", "rpm finds no file of it, or crashes");
        foreach (var tag in Expected.Where(tag => files.Count > 0 && !header.Has(tag)))
            findings.Note(tag.ToString(), "it is missing");
        foreach (var file in files)
            CheckOne(file, findings);
        CheckOrder(files, findings);
        CheckInodes(files, findings);
    }

    private static void CheckOne(FileEntry file, RpmFindings findings)
    {
        if (!file.IsRegular && !file.IsDirectory && !file.IsSymbolicLink && !file.IsSpecial)
            findings.Add(file.Path, $"its mode {Convert.ToString(file.Mode, 8)} has no known type", "rpm stops with 'Unknown file type'");
        if (file.Path.Split('/').Any(part => part is "." or ".."))
            findings.Add(file.Path, "its path has '.' or '..' as a part");
        if (file.IsSymbolicLink && !file.IsGhost && file.LinkTarget.Length == 0)
            findings.Add(file.Path, "it is a symbolic link to nowhere");
        if (file.IsRegular && !file.IsGhost && file.Digest.Length == 0)
            findings.Add(file.Path, "it has no digest", "rpm stops with 'Digest mismatch'");
    }

    /// <summary>rpm finds files by binary search, in the order of their paths' bytes.</summary>
    private static void CheckOrder(IReadOnlyList<FileEntry> files, RpmFindings findings)
    {
        for (var i = 1; i < files.Count; i++)
        {
            var order = Encoding.UTF8.GetBytes(files[i - 1].Path).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(files[i].Path));
            if (order == 0)
                findings.Add(files[i].Path, "it is there twice", "rpm stops while it unpacks");
            else if (order > 0)
                findings.Note(files[i].Path, "it stands behind a path that sorts after it", "rpm before 4.12 does not find it; later ones search for it file by file");
        }
    }

    /// <summary>Files of one inode are hard links of one content, so all that is known of it must be equal.</summary>
    private static void CheckInodes(IReadOnlyList<FileEntry> files, RpmFindings findings)
    {
        foreach (var links in files.Where(file => file.IsRegular && !file.IsGhost).GroupBy(file => file.InodeKey))
        {
            var first = links.First();
            foreach (var other in links.Where(link => (link.Size, link.Digest, link.Mode) != (first.Size, first.Digest, first.Mode)))
                findings.Add(other.Path, $"it has the inode of {first.Path}, but another size, digest or mode", "rpm takes them for one file, installs one content under both names and says nothing");
        }
    }
}
