using System.Security.Cryptography;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Streams;

/// <summary>
/// Passes bytes on and throws <see cref="ImageFault.DigestMismatch"/> when they are not the ones that were promised. With a known
/// size the check comes with the last byte, so that a reader who stops there cannot miss it; without one it comes at the end.
/// </summary>
internal sealed class VerifyingStream(Stream inner, Digest expected, long? size) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _count;
    private bool _checked;

    public static VerifyingStream Open(Blob blob) => new(blob.Open(), blob.Digest, blob.Size);

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Saw(buffer[..count], atEnd: count == 0 && buffer.Length > 0);
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Saw(buffer.Span[..count], atEnd: count == 0 && buffer.Length > 0);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Saw(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        _count += bytes.Length;
        if (_count > size)
            throw Mismatch($"has more than the {size} bytes it is listed with");
        if (atEnd && _count < size)
            throw Mismatch($"ends after {_count} of the {size} bytes it is listed with");
        _hash.AppendData(bytes);
        if (!_checked && (atEnd || _count == size))
            Check();
    }

    private void Check()
    {
        _checked = true;
        var actual = Digest.FromHash(_hash.GetHashAndReset());
        if (actual != expected)
            throw Mismatch($"has the content of {actual}; the image is damaged or was changed");
    }

    private ImageException Mismatch(string detail) => new(ImageFault.DigestMismatch, expected.ToString(), detail);
}
