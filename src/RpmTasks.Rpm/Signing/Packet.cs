namespace RpmTasks.Rpm.Signing;

/// <summary>What a packet holds (RFC 4880, 4.3).</summary>
internal enum PacketTag
{
    Signature = 2,
    SecretKey = 5,
    PublicKey = 6,
    SecretSubkey = 7,
    UserId = 13,
    PublicSubkey = 14,
    UserAttribute = 17,
}

/// <summary>One element of OpenPGP data: its kind and its bytes without the header.</summary>
internal readonly record struct Packet(PacketTag Tag, ReadOnlyMemory<byte> Body)
{
    public bool IsPrimaryKey => Tag is PacketTag.PublicKey or PacketTag.SecretKey;

    public bool IsSubkey => Tag is PacketTag.PublicSubkey or PacketTag.SecretSubkey;

    public bool IsSecret => Tag is PacketTag.SecretKey or PacketTag.SecretSubkey;
}
