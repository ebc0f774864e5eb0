using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Tests.Signing;

internal sealed class PacketFormatTests
{
    [TestCase(0, "CD00")]
    [TestCase(191, "CDBF")]
    [TestCase(192, "CDC000")]
    [TestCase(8383, "CDDFFF")]
    [TestCase(8384, "CDFF000020C0")]
    [TestCase(70000, "CDFF00011170")]
    public void A_length_takes_as_many_bytes_as_it_needs(int length, string header)
    {
        var packet = PacketFormat.Write(PacketTag.UserId, new byte[length]);

        Assert.That(Convert.ToHexString(packet[..^length]), Is.EqualTo(header));
        Assert.That(PacketFormat.ReadAll(packet).Single().Body.Length, Is.EqualTo(length));
    }

    [TestCase("B403414243")]
    [TestCase("B50003414243")]
    [TestCase("B600000003414243")]
    [TestCase("CD03414243")]
    [TestCase("CDFF00000003414243")]
    public void Every_header_is_read(string packet)
    {
        var (tag, body) = PacketFormat.ReadAll(Convert.FromHexString(packet)).Single();
        Assert.That((tag, body.ToArray()), Is.EqualTo((PacketTag.UserId, "ABC"u8.ToArray())));
    }

    [TestCase("34", "does not begin as one")]
    [TestCase("B7414243", "has no length")]
    [TestCase("CDE041", "comes in pieces")]
    [TestCase("CD04414243", "ends too early")]
    [TestCase("CDFFFFFFFFFF", "ends too early")]
    [TestCase("B5", "ends too early")]
    [TestCase("CDFF0000", "ends too early")]
    public void Damage_is_said(string packet, string named) =>
        Assert.That(() => PacketFormat.ReadAll(Convert.FromHexString(packet)), Throws.InstanceOf<OpenPgpException>().With.Message.Contains(named));

    [FsCheck.NUnit.Property]
    public Property Packets_are_read_as_they_were_written() => Prop.ForAll(Bodies(), bodies =>
    {
        byte[] written = [.. bodies.SelectMany(body => PacketFormat.Write(PacketTag.Signature, body))];
        return PacketFormat.ReadAll(written).Select(packet => packet.Body.ToArray()).SequenceEqual(bodies, ByteArrays);
    });

    [FsCheck.NUnit.Property]
    public Property Subpackets_are_read_as_they_were_written() => Prop.ForAll(Bodies(), bodies =>
    {
        byte[] written = [.. bodies.SelectMany(body => Subpackets.Write(SubpacketType.KeyFlags, body))];
        var read = Subpackets.ReadAll(written);
        return read.All(subpacket => subpacket.Type == SubpacketType.KeyFlags)
            && read.Select(subpacket => subpacket.Data.ToArray()).SequenceEqual(bodies, ByteArrays);
    });

    [FsCheck.NUnit.Property]
    public Property Numbers_are_read_as_they_were_written() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), number =>
    {
        var encoded = Mpi.Encode(number);
        var reader = new OctetReader(encoded);
        var read = reader.Mpi().Span;
        return reader.Rest.IsEmpty && read.SequenceEqual(number.AsSpan().TrimStart((byte)0)) && Mpi.Pad(read, number.Length).AsSpan().SequenceEqual(number);
    });

    [TestCase("", "0000")]
    [TestCase("0000", "0000")]
    [TestCase("01", "000101")]
    [TestCase("00FF", "0008FF")]
    [TestCase("01FF", "000901FF")]
    public void A_number_is_stripped_of_leading_zeros(string number, string encoded) =>
        Assert.That(Convert.ToHexString(Mpi.Encode(Convert.FromHexString(number))), Is.EqualTo(encoded));

    private static IEqualityComparer<byte[]> ByteArrays { get; } = EqualityComparer<byte[]>.Create((one, other) => one.AsSpan().SequenceEqual(other), bytes => bytes.Length);

    // Around every length where the encoding changes.
    private static Arbitrary<byte[][]> Bodies() => Gen.Elements(0, 1, 190, 191, 192, 193, 8382, 8383, 8384, 8385, 66000)
        .Select(length => Enumerable.Range(0, length).Select(number => (byte)number).ToArray())
        .ArrayOf()
        .ToArbitrary();
}
