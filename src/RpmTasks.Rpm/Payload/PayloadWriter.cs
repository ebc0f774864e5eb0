using System.Security.Cryptography;
using System.Text;

using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Rpm.Payload;

/// <summary>Streams the files of a package as a cpio archive and learns their digests on the way.</summary>
internal sealed class PayloadWriter(FrameWriter frames, WriteOptions options, CancellationToken cancel)
{
    /// <summary>
    /// A file this large has its content in frames of its own, so that equal content gives equal compressed bytes whatever
    /// stands before it. Smaller ones share frames: on a tree of 3658 assemblies and texts, a frame each makes the package 19 %
    /// larger, and this bound 0.05 %.
    /// </summary>
    public const int OwnFrameLength = 1 << 20;

    /// <summary>Content that takes several frames to compress, all that there is room for at a time.</summary>
    private const int MuchContent = 4 * FrameFormat.FrameLength;

    private static readonly byte[] Zeros = new byte[4];

    /// <returns>FILEDIGESTS: SHA-256 in hex of every regular file of the payload, empty for all else.</returns>
    public string[] Write(PackagedFiles files)
    {
        if (files.All.Where(IsNew).Sum(file => file.Size) >= MuchContent)
            Garbage.GiveBack();
        var digests = new string[files.All.Length];
        Array.Fill(digests, "");
        foreach (var file in files.Payload)
        {
            cancel.ThrowIfCancellationRequested();
            frames.Write(files.EntryHeader(file));
            if (file.File.Kind == FileKind.SymbolicLink)
                frames.Write(Encoding.UTF8.GetBytes(file.File.LinkTarget!));
            else if (file.File.Kind == FileKind.Regular && file.CarriesContent)
                digests[file.Index] = WriteContent(file);
            frames.Write(Zeros.AsSpan(0, CpioEntry.Padding(file.PayloadSize)));
        }

        frames.Write(CpioEntry.Trailer.ToArray());
        foreach (var file in files.All.Where(file => !file.CarriesContent))
            digests[file.Index] = digests[file.Links.Last];
        return digests;
    }

    /// <summary>Whether it is a large content that is not kept.</summary>
    private bool IsNew(PackagedFile file)
    {
        if (file is not { InPayload: true, PayloadSize: >= OwnFrameLength, File.Content: { } content })
            return false;
        using var entry = StoreFor(content) is var (store, promised) ? store.Open(frames.Format.KeyOf(promised)) : null;
        return entry is null;
    }

    private string WriteContent(PackagedFile file)
    {
        if (file.Size < OwnFrameLength)
            return Copy(file.File);
        var kept = AddKept(file);
        var digest = kept ?? CopyApart(file.File);
        options.Written(new WrittenContent(file.File.Path, file.Size, kept is not null));
        return digest;
    }

    /// <returns>The content's digest; null when it is not kept.</returns>
    private string? AddKept(PackagedFile file)
    {
        if (StoreFor(file.File.Content!) is not var (store, promised))
            return null;
        using var kept = KeptFrames.Find(store, frames.Format, promised);
        if (kept?.PlainLength != file.Size)
            return null;
        frames.Add(kept);
        return promised;
    }

    private string CopyApart(RpmFile file)
    {
        frames.Begin(StoreFor(file.Content!) is var (store, promised) ? FrameRecorder.Begin(store, frames.Format.KeyOf(promised)) : null);
        var digest = Copy(file);
        frames.End(digest);
        return digest;
    }

    /// <summary>Where the frames of a content are kept, by its digest; null where they are not.</summary>
    private (IFrameStore Store, string Sha256)? StoreFor(Content content) =>
        options.Frames is { } store && frames.Format.IsCompressed && content.Sha256 is { } promised ? (store, promised) : null;

    private string Copy(RpmFile file)
    {
        var content = file.Content!;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = content.Open();
        for (var left = content.Length; left > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            var room = frames.Room;
            room = room[..(int)Math.Min(room.Length, left)];
            var count = stream.Read(room.Span);
            if (count == 0)
                throw new ContentException(file.Path, $"its content ended after {content.Length - left} of {content.Length} promised bytes");
            hash.AppendData(room.Span[..count]);
            frames.Advance(count);
            left -= count;
        }

        if (stream.ReadByte() >= 0)
            throw new ContentException(file.Path, $"its content has more than the {content.Length} promised bytes");
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (content.Sha256 is { } promised && promised != digest)
            throw new ContentException(file.Path, $"its content has the SHA-256 {digest}, not the promised {promised}");
        return digest;
    }
}
