using System.Text.Json.Serialization.Metadata;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>The blobs of an OCI layout, which are found by digest and by nothing else.</summary>
internal sealed class OciBlobs(IFileStore store)
{
    public string Location => store.Location;

    public string Describe(OciDescriptor descriptor) => $"{store.Location}, {descriptor.Digest}";

    public Blob Find(OciDescriptor descriptor)
    {
        if (!Digest.TryParse(descriptor.Digest, out var digest))
            throw new ImageException(ImageFault.NotAnImage, store.Location, $"lists a blob by '{descriptor.Digest}', which is no sha256 digest");
        var file = store.Find("blobs/sha256/" + digest.Hex)
            ?? throw new ImageException(ImageFault.Truncated, store.Location, $"is incomplete: it lacks the blob {digest}");
        return file.Size == descriptor.Size
            ? new Blob(digest, file.Size, file.Open)
            : throw new ImageException(ImageFault.DigestMismatch, Describe(descriptor), $"has {file.Size} bytes, but is listed with {descriptor.Size}");
    }

    /// <summary>A document, after its digest was checked.</summary>
    public T Read<T>(OciDescriptor descriptor, JsonTypeInfo<T> form)
        where T : class
    {
        var what = Describe(descriptor);
        return BoundedJson.Parse(BoundedJson.ReadVerified(Find(descriptor), what), what, form);
    }
}
