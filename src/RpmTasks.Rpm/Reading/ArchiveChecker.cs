using System.Security.Cryptography;
using System.Text;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Reading;

/// <summary>Walks the payload's archive and holds every entry against the header's files.</summary>
internal sealed class ArchiveChecker
{
    private readonly IReadOnlyList<FileEntry> _files;
    private readonly RpmFindings _findings;
    private readonly IncrementalHash? _fileHash;
    private readonly ArchiveFiles _archive;
    private readonly bool[] _seen;

    /// <param name="fileHash">FILEDIGESTALGO; null when it is not known here.</param>
    public ArchiveChecker(IReadOnlyList<FileEntry> files, IncrementalHash? fileHash, RpmFindings findings)
    {
        _files = files;
        _findings = findings;
        _fileHash = fileHash;
        _seen = new bool[files.Count];
        _archive = new ArchiveFiles(files);
    }

    /// <exception cref="RpmFormatException">What follows cannot be made sense of.</exception>
    public void Check(PlainPayload payload, CancellationToken cancel)
    {
        for (var entry = ArchiveEntry.Read(payload); !entry.IsTrailer; entry = ArchiveEntry.Read(payload))
        {
            cancel.ThrowIfCancellationRequested();
            CheckEntry(payload, entry, cancel);
        }

        _findings.NoteUnless(payload.IsAtEnd, "payload", "there are bytes behind the end of its archive", "rpm 4.18's rpm2cpio fails on it; installing ignores them");
        foreach (var file in _files.Where(file => !file.IsGhost && !_seen[file.Index]))
            _findings.Add(file.Path, "it is not in the payload", "rpm stops with 'Missing file(s)'");
    }

    private void CheckEntry(PlainPayload payload, ArchiveEntry entry, CancellationToken cancel)
    {
        var file = _archive.Find(entry);
        if (_seen[file.Index])
            throw new RpmFormatException(file.Path, "it is in the payload twice");
        _seen[file.Index] = true;
        _findings.NoteUnless(!file.IsGhost, file.Path, "it is a ghost, and in the payload", "rpm before 4.12 installs it");
        var size = _archive.ContentSize(file);
        if (entry.Cpio is { } cpio)
        {
            if (cpio.Size != size)
                throw new RpmFormatException(file.Path, $"it has {cpio.Size} bytes in the payload and {size} in the header");
            _findings.NoteUnless(cpio.Mode == file.Mode, file.Path, "it has another mode in the payload than in the header", "rpm 4.12 and later take the header's, rpm2cpio the payload's");
        }

        if (file.IsSymbolicLink)
            CheckLink(payload, file);
        else
            CheckContent(payload, file, size, cancel);
        payload.Skip((ulong)CpioEntry.Padding((long)(size & 3)), null, cancel);
    }

    private void CheckLink(PlainPayload payload, FileEntry file)
    {
        if (file.Size > CpioEntry.MaxNameSize)
            throw new RpmFormatException(file.Path, $"it is a symbolic link with a target of {file.Size} bytes");
        var target = new byte[file.Size];
        payload.Read(target);
        _findings.AddUnless(
            Encoding.UTF8.GetString(target) == file.LinkTarget, file.Path, $"it links to another target in the payload than '{file.LinkTarget}'");
    }

    private void CheckContent(PlainPayload payload, FileEntry file, ulong size, CancellationToken cancel)
    {
        var kept = size > 0 ? payload.TakeKept(size) : null;
        payload.Skip(kept is null ? size : 0, _fileHash, cancel);
        if (_fileHash is null)
            return;
        var digest = kept ?? Convert.ToHexStringLower(_fileHash.GetHashAndReset());
        var isEarlierLink = size == 0 && file.Size > 0;
        if (!file.IsRegular || file.IsGhost || isEarlierLink)
            return;
        var isPromised = digest.Equals(file.Digest, StringComparison.OrdinalIgnoreCase);
        _findings.AddUnless(isPromised, file.Path, $"its content has the digest {digest}, not {file.Digest}", "rpm stops with 'Digest mismatch'");
    }
}
