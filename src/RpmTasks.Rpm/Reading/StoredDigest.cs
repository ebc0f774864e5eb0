namespace RpmTasks.Rpm.Reading;

/// <summary>A digest of a payload's stored bytes, which come in pieces.</summary>
internal abstract class StoredDigest : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <returns>In hex; null where it is not known, since the payload is not what was written.</returns>
    public abstract string? Finish();

    public abstract void Dispose();
}
