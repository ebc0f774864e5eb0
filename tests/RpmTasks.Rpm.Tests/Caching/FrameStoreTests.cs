using System.Security.Cryptography;

using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Rpm.Tests.Caching;

/// <summary>A package from kept frames is the package that was written without them, whatever happens to what is kept.</summary>
internal sealed class FrameStoreTests
{
    private const string Path = "/usr/share/orders/layer";

    private static readonly byte[] Layer = Compressible(FrameFormat.FrameLength + 100_000);

    private static readonly string LayerDigest = Convert.ToHexStringLower(SHA256.HashData(Layer));

    private static PayloadCompression[] Compressions() => [PayloadCompression.Gzip(), PayloadCompression.Zstd()];

    [TestCaseSource(nameof(Compressions))]
    public void What_is_kept_is_not_read_again_and_gives_the_same_package(PayloadCompression compression)
    {
        var store = new MemoryFrameStore();
        var (cold, made) = Write(SpecOf(Opened()) with { Compression = compression }, store);
        store.Keep();

        var (warm, kept) = Write(SpecOf(NeverOpened()) with { Compression = compression }, store);

        Assert.That(warm, Is.EqualTo(cold));
        Assert.That(cold, Is.EqualTo(Packages.Write(SpecOf(Opened()) with { Compression = compression })));
        Assert.That(kept.Contents.Select(content => (content.Sha256, content.PlainLength)), Is.EqualTo([(LayerDigest, (long)Layer.Length)]));
        Assert.That(made.Contents, Is.EqualTo(kept.Contents));
        Assert.That(made.Frames, Is.EqualTo(kept.Frames));
        Assert.That(store.Discarded, Is.Empty);
    }

    [Test]
    public void What_is_kept_is_not_unpacked_when_the_package_is_read_back_but_held_against_what_was_written()
    {
        var (warm, kept) = WriteWarm();
        var place = warm.Length - 200_000;

        Assert.That(Verify(warm, kept), Is.Empty);

        warm[place] ^= 1;
        Assert.That(Verify(warm, kept), Has.One.Contains("the payload is not what was written"));
    }

    [Test]
    public void A_digest_in_the_header_that_is_not_of_what_was_written_is_found()
    {
        var (warm, kept) = WriteWarm();

        Assert.That(Verify(warm, kept with { Sha256 = new string('0', 64) }), Has.One.Contains($"the payload's digest is {new string('0', 64)}"));
    }

    [Test]
    public void A_content_that_stands_for_another_is_found_when_the_package_is_read_back()
    {
        var (warm, kept) = WriteWarm();

        Assert.That(Verify(warm, kept with { Contents = [kept.Contents[0] with { Sha256 = new string('0', 64) }] }), Has.One.Contains($"has the digest {new string('0', 64)}"));
        Assert.That(Verify(warm, kept with { Contents = [kept.Contents[0] with { PlainLength = 5 }] }), Has.One.Contains("a checked content of 5 bytes stands for one of "));
    }

    [Test]
    public void An_entry_that_is_cut_or_changed_anywhere_is_made_anew()
    {
        var (expected, entry) = Kept();
        var random = new Random(20);
        for (var round = 0; round < 60; round++)
        {
            var damaged = round % 3 == 0 ? entry[..random.Next(entry.Length)] : Flip(entry, round % 3 == 1 ? random.Next(entry.Length) : entry.Length - 1 - random.Next(120));
            var store = new MemoryFrameStore { Entries = { [Key] = damaged } };

            var (package, _) = Write(SpecOf(Opened()), store);
            store.Keep();

            Assert.That(package, Is.EqualTo(expected), $"round {round}");
            Assert.That(store.Discarded, Is.EqualTo(["is damaged"]));
            Assert.That(store.Entries[Key], Is.EqualTo(entry));
        }
    }

    [Test]
    public void An_entry_under_another_s_name_is_made_anew()
    {
        var (expected, entry) = Kept(SpecOf(Opened()) with { Compression = PayloadCompression.Zstd(1) }, FrameFormat.Of(PayloadCompression.Zstd(1)).KeyOf(LayerDigest));
        var store = new MemoryFrameStore { Entries = { [Key] = entry } };

        Assert.That(Write(SpecOf(Opened()), store).Package, Is.Not.EqualTo(expected).And.EqualTo(Packages.Write(SpecOf(Opened()))));
        Assert.That(store.Discarded, Is.EqualTo(["is damaged"]));
    }

    [TestCase(0.0)]
    [TestCase(0.5)]
    [TestCase(0.999)]
    public void A_store_that_is_full_costs_nothing_but_the_entry(double part)
    {
        var store = new MemoryFrameStore { Room = (int)(Kept().Entry.Length * part) };

        Assert.That(Write(SpecOf(Opened()), store).Package, Is.EqualTo(Packages.Write(SpecOf(Opened()))));
        Assert.That(store.Discarded, Is.EqualTo(["cannot be written: No space left on device"]));
        store.Keep();
        Assert.That(store.Entries, Is.Empty);
    }

    [Test]
    public void Of_a_content_that_is_not_the_promised_one_nothing_is_kept()
    {
        var store = new MemoryFrameStore();
        var other = new Content(Layer.Length, () => new MemoryStream(Layer)) { Sha256 = new string('0', 64) };

        Assert.That(() => Write(SpecOf(other), store), Throws.InstanceOf<ContentException>());
        store.Keep();

        Assert.That(store.Entries, Is.Empty);
    }

    [Test]
    public void Neither_small_contents_nor_those_without_a_promised_digest_nor_uncompressed_ones_are_kept()
    {
        var small = Layer[..(PayloadWriter.OwnFrameLength - 1)];
        var store = new MemoryFrameStore();

        Write(SpecOf(new Content(small.Length, () => new MemoryStream(small)) { Sha256 = Convert.ToHexStringLower(SHA256.HashData(small)) }), store);
        Write(SpecOf(Content.FromBytes(Layer)), store);
        Write(SpecOf(Opened()) with { Compression = PayloadCompression.None }, store);
        store.Keep();

        Assert.That(store.Entries, Is.Empty);
    }

    [Test]
    public void A_content_twice_in_one_package_is_kept_once()
    {
        var store = new MemoryFrameStore();
        var spec = SpecOf(Opened());
        spec = spec with { Files = [.. spec.Files, spec.Files[0] with { Path = Path + "-again" }] };

        var (package, _) = Write(spec, store);
        store.Keep();

        Assert.That(package, Is.EqualTo(Packages.Write(spec)));
        Assert.That(store.Entries.Keys, Is.EqualTo([Key]));
        Assert.That(Write(spec, store).Package, Is.EqualTo(package));
    }

    private static string Key => FrameFormat.Of(Specs.Minimal.Compression).KeyOf(LayerDigest);

    private static (byte[] Package, WrittenPayload Written) WriteWarm()
    {
        var (_, entry) = Kept();
        return Write(SpecOf(NeverOpened()), new MemoryFrameStore { Entries = { [Key] = entry } });
    }

    private static (byte[] Package, byte[] Entry) Kept() => Kept(SpecOf(Opened()), Key);

    private static (byte[] Package, byte[] Entry) Kept(RpmSpec spec, string key)
    {
        var store = new MemoryFrameStore();
        var (package, _) = Write(spec, store);
        store.Keep();
        return (package, store.Entries[key]);
    }

    private static (byte[] Package, WrittenPayload Written) Write(RpmSpec spec, IFrameStore store)
    {
        using var output = new MemoryStream();
        var written = RpmWriter.Write(spec, output, new WriteOptions(Parallelism: 2) { Frames = store }, CancellationToken.None);
        return (output.ToArray(), written.Payload);
    }

    private static IEnumerable<string> Verify(byte[] package, WrittenPayload written) =>
        RpmVerifier.Verify(new MemoryStream(package), new VerifyOptions(Parallelism: 2) { Written = written }, CancellationToken.None).Findings.Select(finding => finding.ToString()!);

    private static RpmSpec SpecOf(Content layer) => Specs.Minimal with
    {
        Files = [Specs.Bytes(Path, []) with { Content = layer }, Specs.Text("/usr/share/orders/after", "after\n")],
    };

    private static Content Opened() => new(Layer.Length, () => new MemoryStream(Layer)) { Sha256 = LayerDigest };

    private static Content NeverOpened() => new(Layer.Length, () => throw new InvalidOperationException("It was opened.")) { Sha256 = LayerDigest };

    private static byte[] Flip(byte[] bytes, int place)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[place] ^= 0x10;
        return flipped;
    }

    /// <summary>Half of it noise, so that frames are neither tiny nor stored.</summary>
    private static byte[] Compressible(int length)
    {
        var bytes = Specs.Noise(length);
        for (var i = 0; i < length; i += 2)
            bytes[i] = (byte)(i >> 12);
        return bytes;
    }
}
