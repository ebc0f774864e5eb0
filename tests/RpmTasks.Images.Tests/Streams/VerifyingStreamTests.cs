using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;
using RpmTasks.Images.Tests.Building;

namespace RpmTasks.Images.Tests.Streams;

internal sealed class VerifyingStreamTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

    [Test]
    public void True_bytes_pass_unchanged([Values] bool knownSize)
    {
        using var stream = new VerifyingStream(new MemoryStream(Content), Digest.Of(Content), knownSize ? Content.Length : null);

        Assert.That(Reading.ReadAll(stream), Is.EqualTo(Content));
    }

    [Test]
    public async Task True_bytes_pass_unchanged_to_an_asynchronous_reader()
    {
        await using var stream = new VerifyingStream(new MemoryStream(Content), Digest.Of(Content), Content.Length);
        using var target = new MemoryStream();

        await stream.CopyToAsync(target);

        Assert.That(target.ToArray(), Is.EqualTo(Content));
    }

    [Test]
    public void One_changed_bit_is_found([Values(0, 50_000, 99_999)] int place, [Values] bool knownSize)
    {
        var changed = Content.ToArray();
        changed[place] ^= 1;
        using var stream = new VerifyingStream(new MemoryStream(changed), Digest.Of(Content), knownSize ? Content.Length : null);

        Assert.That(Reading.FaultOf(() => Reading.ReadAll(stream)), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void A_reader_that_stops_at_the_last_byte_learns_of_it_too()
    {
        var changed = Content.ToArray();
        changed[^1] ^= 1;
        using var stream = new VerifyingStream(new MemoryStream(changed), Digest.Of(Content), Content.Length);

        Assert.That(Reading.FaultOf(() => stream.ReadExactly(new byte[Content.Length])), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void More_or_fewer_bytes_than_listed_are_found(int difference)
    {
        using var stream = new VerifyingStream(new MemoryStream(Content), Digest.Of(Content), Content.Length + difference);

        Assert.That(Reading.FaultOf(() => Reading.ReadAll(stream)), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void Nothing_at_all_is_checked_too()
    {
        using var stream = new VerifyingStream(new MemoryStream(), Digest.Of(Content), null);

        Assert.That(Reading.FaultOf(() => Reading.ReadAll(stream)), Is.EqualTo(ImageFault.DigestMismatch));
    }
}
