using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Caching;

/// <summary>What the cache knows of an image's layers before any of them is read.</summary>
internal sealed class KeptLayers(IFrameStore store, PackRequest request) : ILayerNotes
{
    // Which layers have packages of their own is known only when all blobs are; either way what is kept is the layer.
    private readonly ImmutableArray<PayloadCompression> _compressions = request.Image.Layers == ImageLayers.Shared
        ? [LayerPackage.Compression, request.PayloadCompression]
        : [request.PayloadCompression];

    /// <summary>Bytes of a blob; null when it is not kept as the packages would have it.</summary>
    public long? LengthOf(Digest blob)
    {
        foreach (var compression in _compressions)
        {
            using var frames = KeptFrames.Find(store, FrameFormat.Of(compression), blob.Hex);
            if (frames is not null)
                return frames.PlainLength;
        }

        return null;
    }

    public LayerNote? Find(string key)
    {
        if (store.Open(key) is not { } entry)
            return null;
        var reason = "is damaged";
        try
        {
            using (entry)
            {
                if (NoteBytes.Read(entry, key) is { } note)
                    return note;
            }
        }
        catch (IOException exception)
        {
            reason = "cannot be read: " + exception.Message.TrimEnd('.');
        }

        store.Discard(key, reason);
        return null;
    }

    public void Add(string key, LayerNote note)
    {
        if (store.Create(key) is not { } entry)
            return;
        try
        {
            using (entry)
                entry.Write(NoteBytes.Write(note, key));
        }
        catch (IOException exception)
        {
            store.Discard(key, "cannot be written: " + exception.Message.TrimEnd('.'));
        }
    }
}
