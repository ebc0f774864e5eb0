using System.IO.Compression;

using RpmTasks.Images.Model;

using ZstdSharp;

namespace RpmTasks.Images.Streams;

/// <summary>The tar of a layer, however its blob is compressed; checked against the blob's digest and the diff ID.</summary>
internal static class LayerContent
{
    public static Stream OpenTar(ImageLayer layer)
    {
        var blob = VerifyingStream.Open(layer.Blob);
        return layer.Compression switch
        {
            LayerCompression.None => blob,
            LayerCompression.Gzip => Verified(new GZipStream(blob, CompressionMode.Decompress, leaveOpen: true), blob, layer),
            _ => Verified(new DecompressionStream(blob, leaveOpen: true), blob, layer),
        };
    }

    private static VerifyingStream Verified(Stream decoder, Stream blob, ImageLayer layer) =>
        new(new DecodingStream(decoder, blob, layer.Blob), layer.DiffId, size: null);
}
