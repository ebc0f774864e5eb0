namespace RpmTasks.Rpm.Signing;

/// <summary>What follows the public part in the packet of a secret key. A class, not a record: it prints nothing.</summary>
internal sealed class SecretPart(ReadOnlyMemory<byte> bytes)
{
    /// <summary>From the S2K usage octet on.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Whether the secret itself is elsewhere: gpg's exports of subkeys only have a primary key that says so (S2K 101, gnu-dummy), as do keys on cards.</summary>
    public bool IsStub
    {
        get
        {
            var bytes = Bytes.Span;
            return bytes.Length >= 3 && bytes[0] is 254 or 255 && bytes[2] == 101;
        }
    }
}
