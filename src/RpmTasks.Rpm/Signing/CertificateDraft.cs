namespace RpmTasks.Rpm.Signing;

/// <summary>A certificate while its packets come in.</summary>
internal sealed class CertificateDraft(KeyPart primary)
{
    private readonly List<(KeyPart Key, List<SignaturePacket> Signatures)> _subkeys = [];
    private readonly List<(UserIdPart Id, List<SignaturePacket> Signatures)> _userIds = [];

    public List<SignaturePacket> PrimarySignatures { get; } = [];

    /// <returns>Where its signatures go.</returns>
    public List<SignaturePacket> AddSubkey(KeyPart key)
    {
        _subkeys.Add((key, []));
        return _subkeys[^1].Signatures;
    }

    /// <returns>Where its signatures go.</returns>
    public List<SignaturePacket> AddUserId(ReadOnlyMemory<byte> id)
    {
        _userIds.Add((new UserIdPart(id), []));
        return _userIds[^1].Signatures;
    }

    public Certificate Build() => new()
    {
        Primary = primary with { Signatures = [.. PrimarySignatures] },
        UserIds = [.. _userIds.Select(part => part.Id with { Signatures = [.. part.Signatures] })],
        Subkeys = [.. _subkeys.Select(part => part.Key with { Signatures = [.. part.Signatures] })],
    };
}
