namespace RpmTasks.Rpm.Signing;

/// <summary>What hosts get of a key: as gpg --export writes it, out of a file that may hold the secrets and other keys too.</summary>
internal static class PublicCertificate
{
    /// <param name="packets">Of the key file.</param>
    /// <param name="certificate">Which one of it.</param>
    public static byte[] Write(ReadOnlyMemory<byte> packets, Certificate certificate)
    {
        var blocks = new List<List<Packet>>();
        List<Packet>? block = null;
        foreach (var packet in PacketFormat.ReadAll(packets))
        {
            if (packet.IsPrimaryKey)
                block = PublicPart(packet).Span.SequenceEqual(certificate.Primary.Public.Body.Span) ? [] : null;
            if (block is { Count: 0 })
                blocks.Add(block);
            if (ToPublic(packet) is { } known)
                block?.Add(known);
        }

        // A secret key and its newer public one can stand in one file; hosts take one block, and the newer has the more signatures.
        return [.. blocks.MaxBy(some => some.Count)!.SelectMany(packet => PacketFormat.Write(packet.Tag, packet.Body.Span))];
    }

    /// <summary>Null for what hosts have no use for: photos, and packets of gpg's own.</summary>
    private static Packet? ToPublic(Packet packet) => packet.Tag switch
    {
        PacketTag.PublicKey or PacketTag.SecretKey => new Packet(PacketTag.PublicKey, PublicPart(packet)),
        PacketTag.PublicSubkey or PacketTag.SecretSubkey => new Packet(PacketTag.PublicSubkey, PublicPart(packet)),
        PacketTag.UserId or PacketTag.Signature => packet,
        _ => null,
    };

    private static ReadOnlyMemory<byte> PublicPart(Packet packet)
    {
        if (!packet.IsSecret)
            return packet.Body;
        var reader = new OctetReader(packet.Body);
        return PublicKey.Read(ref reader).Body;
    }
}
