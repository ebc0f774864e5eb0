using RpmTasks.Images.Archives;
using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Sources;

/// <summary>Opens an image archive, which may be compressed as a whole.</summary>
/// <param name="spoolFolder">Where a compressed archive is unpacked to; null refuses it.</param>
internal sealed class ArchiveOpening(string? spoolFolder, CancellationToken cancel)
{
    public TarStore Open(string file)
    {
        if (Directory.Exists(file))
            throw new ImageException(ImageFault.NotAnImage, file, "is a folder; for an OCI layout write oci:");
        if (!File.Exists(file))
            throw new ImageException(ImageFault.NotFound, file, "is not there");
        // A pipe has no length either, and opening one can wait for ever.
        if (new FileInfo(file).Length == 0)
            throw new ImageException(ImageFault.Truncated, file, "is empty, or no regular file");
        Stream OpenFile() => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var compression = CompressionMagic.Detect(OpenFile, file);
        return TarStore.Open(file, compression == LayerCompression.None ? file : Unpack(file, compression, OpenFile), cancel);
    }

    private string Unpack(string file, LayerCompression compression, Func<Stream> open)
    {
        if (spoolFolder is null)
            throw new ImageException(ImageFault.NotAnImage, file, "is compressed as a whole; decompress it first");
        using var source = open();
        var encoded = new Encoded(file, source.Length, ImageFault.NotAnImage);
        using var tar = DecodingStream.Open(source, compression, encoded);
        var spool = new BlobSpool(spoolFolder);
        return spool.PathOf(spool.Add(target => Copying.CopyAll(tar, target, cancel)).Digest);
    }
}
