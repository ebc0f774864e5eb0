using System.Collections.Immutable;

using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Reading;

/// <summary>A digest that is known from when the payload was written, and is as long as the same frames come.</summary>
internal sealed class StoredDigestTests
{
    private const string Sha256 = "of what was written";

    private static readonly ImmutableArray<byte[]> Frames = [Specs.Noise(5), Specs.Noise(1), Specs.Noise(300), Specs.Noise(64)];

    private static readonly byte[] Payload = [.. Frames.SelectMany(frame => frame)];

    private static WrittenPayload Written => new(Sha256, [.. Frames.Select(frame => new WrittenFrame(frame.Length, FrameCheck.Of(frame)))], []);

    [FsCheck.NUnit.Property]
    public Property The_same_bytes_have_it_in_whatever_pieces_they_come() =>
        Prop.ForAll(Gen.Choose(1, 400).ListOf().ToArbitrary(), lengths => Assert.That(Digest(Payload, lengths), Is.EqualTo(Sha256)));

    [Test]
    public void A_byte_that_is_another_anywhere_does_not()
    {
        for (var place = 0; place < Payload.Length; place++)
        {
            var other = (byte[])Payload.Clone();
            other[place] ^= 0x40;
            Assert.That(Digest(other, [7]), Is.Null, $"byte {place}");
        }
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(369)]
    public void Fewer_bytes_do_not(int length) => Assert.That(Digest(Payload[..length], [7]), Is.Null);

    [Test]
    public void More_bytes_do_not() => Assert.That(Digest([.. Payload, 0], [7]), Is.Null);

    [Test]
    public void Frames_in_another_order_do_not() => Assert.That(Digest([.. Frames.Reverse().SelectMany(frame => frame)], [7]), Is.Null);

    /// <param name="lengths">Of the pieces, in turn.</param>
    private static string? Digest(byte[] payload, List<int> lengths)
    {
        using var digest = new KnownDigest(Written);
        for (var (place, piece) = (0, 0); place < payload.Length; piece++)
        {
            var length = Math.Min(lengths.Count == 0 ? payload.Length : lengths[piece % lengths.Count], payload.Length - place);
            digest.Append(payload.AsSpan(place, length));
            place += length;
        }

        return digest.Finish();
    }
}
