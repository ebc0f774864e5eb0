using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>Groups packets into certificates (RFC 4880, 11.1). What it does not know it passes over, as gpg does.</summary>
internal sealed class CertificateReader
{
    /// <summary>gpg takes 2048.</summary>
    private const int LongestUserId = 4096;

    private readonly List<CertificateDraft> _certificates = [];

    /// <summary>The one that is being read; null behind a primary key that we cannot read.</summary>
    private CertificateDraft? _current;

    /// <summary>Where the next signatures belong; null when they are of no interest.</summary>
    private List<SignaturePacket>? _signatures;

    /// <summary>Why the last key was passed over.</summary>
    private OpenPgpException? _passedOver;

    /// <exception cref="OpenPgpException">There is no key in it that we can read.</exception>
    public static ImmutableArray<Certificate> Read(ReadOnlyMemory<byte> data)
    {
        var reader = new CertificateReader();
        foreach (var packet in PacketFormat.ReadAll(data))
            reader.Add(packet);
        if (reader._certificates.Count == 0)
            throw reader._passedOver ?? OpenPgpException.Malformed("there is no key in it");
        return
        [
            .. reader._certificates
                .Select(draft => draft.Build())
                .GroupBy(certificate => certificate.Primary.Public.Name)
                .Select(same => same.Aggregate((one, another) => one.With(another))),
        ];
    }

    private void Add(Packet packet)
    {
        if (packet.Tag == PacketTag.Signature)
        {
            AddSignature(packet);
        }
        else if (packet.IsPrimaryKey)
        {
            _current = ReadKey(packet) is { } key ? new CertificateDraft(key) : null;
            _signatures = _current?.PrimarySignatures;
            if (_current is not null)
                _certificates.Add(_current);
        }
        else if (packet.IsSubkey)
        {
            _signatures = _current is not null && ReadKey(packet) is { } key ? _current.AddSubkey(key) : null;
        }
        else if (packet.Tag is PacketTag.UserId or PacketTag.UserAttribute)
        {
            _signatures = packet is { Tag: PacketTag.UserId, Body.Length: <= LongestUserId } ? _current?.AddUserId(packet.Body) : null;
        }
    }

    private void AddSignature(Packet packet)
    {
        try
        {
            _signatures?.Add(SignaturePacket.Read(packet.Body));
        }
        catch (OpenPgpException)
        {
            // Of an old version, of somebody else's, or damaged: it states nothing that we could check.
        }
    }

    private KeyPart? ReadKey(Packet packet)
    {
        try
        {
            var reader = new OctetReader(packet.Body);
            var key = PublicKey.Read(ref reader);
            return new KeyPart(key, packet.IsSecret ? new SecretPart(reader.Rest) : null);
        }
        catch (OpenPgpException exception)
        {
            _passedOver = exception;
            return null;
        }
    }
}
