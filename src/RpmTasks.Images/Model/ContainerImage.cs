using System.Collections.Immutable;

namespace RpmTasks.Images.Model;

/// <summary>How a layer's tar is compressed in its blob.</summary>
internal enum LayerCompression
{
    None,
    Gzip,
    Zstd,
}

/// <summary>One layer of an image.</summary>
/// <param name="DiffId">SHA-256 of the uncompressed tar.</param>
/// <param name="Compression">How <paramref name="Blob"/> holds the tar.</param>
/// <param name="Blob">The bytes as they lie; for <see cref="LayerCompression.None"/> its digest is the diff ID.</param>
internal sealed record ImageLayer(Digest DiffId, LayerCompression Compression, Blob Blob);

/// <summary>
/// One image for one platform. The ID of the image is the digest of the exact bytes of its config.
/// </summary>
/// <param name="Config">The config, as bytes and as values.</param>
/// <param name="Layers">Lowest first; as many as the config has diff IDs, in the same order.</param>
internal sealed record ContainerImage(ImageConfig Config, ImmutableArray<ImageLayer> Layers)
{
    /// <summary>Digest of the manifest that named the image where it came from; null where nothing did.</summary>
    public Digest? ManifestDigest { get; init; }

    /// <summary>Where the app lies that this build put on its base: a clean path from the root, and all of the app is below. Null for any other image.</summary>
    public string? AppFolder { get; init; }
}
