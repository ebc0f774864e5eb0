using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Rpm.Tests.Writing;

internal sealed class RpmWriterTests
{
    private static PayloadCompression[] Compressions() => [PayloadCompression.None, PayloadCompression.Gzip(), PayloadCompression.Zstd()];

    [TestCaseSource(nameof(Compressions))]
    public void Gives_the_same_bytes_for_any_number_of_threads_and_any_order_of_input(PayloadCompression compression)
    {
        var spec = Specs.Rich with
        {
            Compression = compression,
            Files = [.. Specs.Rich.Files, Specs.Bytes("/usr/share/orders/huge", Specs.Noise((2 * FrameFormat.FrameLength) + 5))],
        };
        var expected = SHA256.HashData(Packages.Write(spec, parallelism: 1));

        var dependencies = spec.Dependencies.Reverse();
        var shuffled = spec with { Files = [.. spec.Files.Reverse()], Dependencies = [.. dependencies], Scriptlets = [.. spec.Scriptlets.Reverse()] };

        Assert.That(SHA256.HashData(Packages.Write(spec, parallelism: 2)), Is.EqualTo(expected));
        Assert.That(SHA256.HashData(Packages.Write(shuffled, parallelism: 7)), Is.EqualTo(expected));
    }

    [Test]
    public void Tells_the_length_of_the_package_and_of_its_payload()
    {
        using var output = new MemoryStream();

        var written = RpmWriter.Write(Specs.Rich with { Compression = PayloadCompression.None }, output, 2, CancellationToken.None);

        output.Position = 0;
        var package = RpmReader.Read(output);
        Assert.That(written.Length, Is.EqualTo(output.Length));
        Assert.That(written.PayloadLength, Is.EqualTo(output.Length - output.Position));
        Assert.That(package.Signature.Get(SignatureTags.PayloadSize), Is.EqualTo(new[] { (uint)written.PayloadLength }));
    }

    [Test]
    public void Keeps_the_signature_header_within_the_bounds_of_old_rpm_with_room_for_a_signature()
    {
        var package = RpmReader.Read(new MemoryStream(Packages.Write(Specs.Minimal)));

        Assert.That(package.Signature.Bytes.Length, Is.LessThan(8192));
        Assert.That(package.Signature.Get(SignatureTags.ReservedSpace).Length, Is.GreaterThan(4096));
        Assert.That(package.Signature.Get(SignatureTags.ReservedSpace).ToArray(), Is.All.Zero);
    }

    [Test]
    public void Content_of_its_own_frames_does_not_depend_on_what_stands_before_it()
    {
        var content = Specs.Bytes("/z", RandomNumberGenerator.GetBytes(PayloadWriter.OwnFrameLength));
        byte[] PayloadOf(params RpmFile[] files)
        {
            var stream = new MemoryStream(Packages.Write(Specs.Minimal with { Files = [.. files] }));
            RpmReader.Read(stream);
            return stream.ToArray()[(int)stream.Position..];
        }

        var alone = PayloadOf(content);
        var behindOther = PayloadOf(Specs.Text("/a", "something else"), content);

        var frame = alone.AsSpan(alone.AsSpan(4).IndexOf(ZstdMagic) + 4);
        var next = frame[4..].IndexOf(ZstdMagic) + 4;
        Assert.That(behindOther.AsSpan().IndexOf(frame[..next]), Is.Positive);
    }

    [TestCase(5, 4, "ended after 4 of 5")]
    [TestCase(5, 6, "more than the 5")]
    [TestCase(0, 1, "more than the 0")]
    [TestCase(5_000_000, 4_999_999, "ended after 4999999 of 5000000")]
    public void Refuses_content_of_another_length(int promised, int actual, string reason)
    {
        var file = Specs.Text("/usr/share/liar", "") with { Content = new Content(promised, () => new MemoryStream(new byte[actual])) };

        Assert.That(
            () => Packages.Write(Specs.Minimal with { Files = [file] }),
            Throws.InstanceOf<ContentException>().With.Message.Contains(reason).And.Property(nameof(ContentException.Path)).EqualTo("/usr/share/liar"));
    }

    [Test]
    public void Refuses_content_of_another_digest()
    {
        var file = Specs.Text("/usr/share/liar", "") with { Content = Content.FromText("a") with { Sha256 = new string('0', 64) } };

        Assert.That(() => Packages.Write(Specs.Minimal with { Files = [file] }), Throws.InstanceOf<ContentException>().With.Message.Contains("/usr/share/liar"));
    }

    [Test]
    public void Takes_content_of_the_promised_digest()
    {
        var file = Specs.Text("/a", "") with { Content = Content.FromText("a") with { Sha256 = Convert.ToHexStringLower(SHA256.HashData("a"u8)) } };

        Assert.That(Packages.Verify(Packages.Write(Specs.Minimal with { Files = [file] })), Is.Empty);
    }

    [Test]
    public void A_failure_of_the_content_comes_through()
    {
        var file = Specs.Text("/a", "") with { Content = new Content(1, () => throw new IOException("gone")) };

        Assert.That(() => Packages.Write(Specs.Minimal with { Files = [file] }), Throws.InstanceOf<IOException>().With.Message.EqualTo("gone"));
    }

    [Test]
    public void Stops_in_the_middle_of_a_file_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using var content = new ZeroStream(1L << 40, onRead: count =>
        {
            if (count > 20 << 20)
                cancel.Cancel();
        });
        var file = Specs.Text("/endless", "") with { Content = new Content(content.Length, () => content) };

        Assert.That(
            () => RpmWriter.Write(Specs.Minimal with { Files = [file] }, new MemoryStream(), 2, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(content.Position, Is.LessThan(100 << 20));
    }

    [Test]
    public void Names_the_file_without_the_epoch() =>
        Assert.That(RpmFileName.Of(Specs.Rich), Is.EqualTo("orders-1.2.0~rc.1-3^git5.x86_64.rpm"));

    private static ReadOnlySpan<byte> ZstdMagic => [0x28, 0xB5, 0x2F, 0xFD];
}
