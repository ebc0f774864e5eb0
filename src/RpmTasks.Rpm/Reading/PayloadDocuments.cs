using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Reading;

/// <summary>Takes small files out of a payload, in memory and no more of them than a bound. No digest is checked.</summary>
internal sealed class PayloadDocuments(RpmPackage package, IReadOnlyList<FileEntry> files)
{
    /// <summary>Registries refuse documents above this; so it is the bound of one.</summary>
    public const int MaxLength = 4 << 20;

    private const int MaxTotal = 16 << 20;

    private readonly Dictionary<string, byte[]> _taken = new(StringComparer.Ordinal);
    private int _total;

    /// <param name="payload">Stands at the first byte of the payload.</param>
    /// <param name="paths">The files that may be taken.</param>
    /// <param name="firstByte">What a file must begin with to be taken.</param>
    /// <returns>By path; files that are longer or begin otherwise are not among them.</returns>
    /// <exception cref="RpmFormatException">The payload cannot be read up to the last of the paths.</exception>
    public IReadOnlyDictionary<string, byte[]> Read(Stream payload, IReadOnlySet<string> paths, byte firstByte, CancellationToken cancel)
    {
        var wanted = files.Where(file => file.IsRegular && !file.IsGhost && file.Size is > 0 and <= MaxLength && paths.Contains(file.Path))
            .Select(file => file.Index).ToHashSet();
        if (wanted.Count == 0 || !Decoder.Knows(package.Compressor))
            return _taken;
        using var decoded = new ReadAhead(new PackedPayload(package.Compressor, new StoredPayload(payload, []), Parallelism: 1), [], cancel);
        var plain = new PlainPayload(decoded);
        var archive = new ArchiveFiles(files);
        for (var entry = ArchiveEntry.Read(plain); !entry.IsTrailer && wanted.Count > 0; entry = ArchiveEntry.Read(plain))
        {
            cancel.ThrowIfCancellationRequested();
            var file = archive.Find(entry);
            var size = entry.Cpio?.Size ?? archive.ContentSize(file);
            if (wanted.Remove(file.Index) && size is > 0 and <= MaxLength)
                Take(plain, file, (int)size, firstByte, cancel);
            else
                plain.Skip(size, null, cancel);
            plain.Skip((ulong)CpioEntry.Padding((long)(size & 3)), null, cancel);
        }

        return _taken;
    }

    private void Take(PlainPayload plain, FileEntry file, int size, byte firstByte, CancellationToken cancel)
    {
        Span<byte> first = stackalloc byte[1];
        plain.Read(first);
        if (first[0] != firstByte || _total + size > MaxTotal)
        {
            plain.Skip((ulong)size - 1, null, cancel);
            return;
        }

        var bytes = new byte[size];
        bytes[0] = firstByte;
        plain.Read(bytes.AsSpan(1));
        _total += size;
        _taken[file.Path] = bytes;
    }
}
