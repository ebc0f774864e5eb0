using RpmTasks.Images.Model;

namespace RpmTasks.Images.Layout;

/// <summary>What layers came to when an earlier build compressed them, so that it need not be done again to know their names.</summary>
internal interface ILayerNotes
{
    /// <param name="key">All that decides the blob's bytes (<see cref="LayerEncoding.KeyOf"/>).</param>
    /// <returns>Null when nothing is known.</returns>
    LayerNote? Find(string key);

    /// <summary>Never throws: what cannot be noted is done again by the next build.</summary>
    void Add(string key, LayerNote note);
}

/// <summary>The blob that a layer was compressed to.</summary>
internal sealed record LayerNote(Digest Digest, long Size);
