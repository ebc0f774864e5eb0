using RpmTasks.Images.Model;

namespace RpmTasks.Images.Streams;

/// <summary>The tar of a layer, however its blob is compressed; checked against the blob's digest and the diff ID.</summary>
internal static class LayerContent
{
    public static Stream OpenTar(ImageLayer layer)
    {
        var blob = VerifyingStream.Open(layer.Blob);
        if (layer.Compression == LayerCompression.None)
            return blob;
        var encoded = new Encoded(layer.Blob.Digest.ToString(), layer.Blob.Size, ImageFault.DigestMismatch);
        return new VerifyingStream(DecodingStream.Open(blob, layer.Compression, encoded), layer.DiffId, size: null);
    }
}
