using System.Buffers.Binary;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Tests.Headers;

internal sealed class HeaderReaderTests
{
    private const int FirstEntry = HeaderIntro.Size + HeaderIndexEntry.Size;

    private static IEnumerable<TestCaseData> Damages()
    {
        yield return Case("an intro without magic", header => header[0] = 0, "magic");
        yield return Case("more entries than allowed", header => header[8] = 1, "entries");
        yield return Case("more data than allowed", header => header[12] = 0x10, "bytes of data");
        yield return Case("more data than there is", header => header[14] = 1, "ends within");
        yield return Case("a region of another header", header => header[HeaderIntro.Size + 3] = 62, "region");
        yield return Case("a region without a trailer", header => header[^1] = 0, "region");
        yield return Case("a region that holds too few entries", header => header[^5] = 0xE0, "region");
        yield return Case("a tag below 100", header => Set(header, 0, 0, 99), "too small");
        yield return Case("the type 0", header => Set(header, 0, 4, 0), "unknown type");
        yield return Case("the type 10", header => Set(header, 0, 4, 10), "unknown type");
        yield return Case("a number where a string belongs", header => Set(header, 0, 4, 4), "instead of");
        yield return Case("no values", header => Set(header, 1, 12, 0), "0 values");
        yield return Case("two plain strings", header => Set(header, 0, 12, 2), "one string");
        yield return Case("two million values", header => Set(header, 2, 12, 2_000_000), "2000000 values");
        yield return Case("a value before the one before", header => Set(header, 1, 8, 0), "where it cannot be");
        yield return Case("a negative offset", header => Set(header, 0, 8, -4), "where it cannot be");
        yield return Case("a number out of alignment", header => Set(header, 1, 8, 5), "where it cannot be");
        yield return Case("numbers past the data", header => Set(header, 1, 12, 100), "runs past");
        yield return Case("strings past the data", header => Set(header, 2, 12, 3), "does not end");
    }

    [TestCaseSource(nameof(Damages))]
    public void Refuses(Action<byte[]> damage, string reason)
    {
        var header = Sample();
        damage(header);

        Assert.That(
            () => HeaderReader.Read(new MemoryStream(header), HeaderKind.Main),
            Throws.InstanceOf<RpmFormatException>().With.Message.Contains(reason));
    }

    private static IEnumerable<TestCaseData> Oddities()
    {
        yield return new TestCaseData((Action<byte[]>)(header => Set(header, 2, 0, 1000)), "tag 1000 is there twice");
        yield return new TestCaseData((Action<byte[]>)(header => Set(header, 2, 0, 900)), "its entries are not sorted by tag");
        yield return new TestCaseData((Action<byte[]>)(header => header[FirstEntry + (3 * HeaderIndexEntry.Size) + 2] = 1), "the data between offsets 2 and 4 belongs to no tag and is not zero");
    }

    /// <summary>As every rpm does.</summary>
    [TestCaseSource(nameof(Oddities))]
    public void Reads_and_remembers(Action<byte[]> change, string oddity)
    {
        var header = Sample();
        change(header);

        var read = HeaderReader.Read(new MemoryStream(header), HeaderKind.Main);

        Assert.That(read.Oddities, Does.Contain(oddity));
        Assert.That(read.Get(Tags.Name), Is.EqualTo("x"));
    }

    [Test]
    public void A_signature_header_need_not_be_sealed()
    {
        byte[] unsealed =
        [
            .. Convert.FromHexString("8eade801000000000000000100000010"), .. Convert.FromHexString("000003ec000000070000000000000010"), .. new byte[16],
        ];
        var read = HeaderReader.Read(new MemoryStream(unsealed), HeaderKind.Signature);

        Assert.That(read.Oddities, Is.EqualTo(new[] { "it has no immutable region" }));
        Assert.That(read.Get(SignatureTags.Md5).Length, Is.EqualTo(16));
    }

    [Test]
    public void A_signature_header_may_have_entries_behind_its_region()
    {
        var builder = new HeaderBuilder(HeaderKind.Signature);
        builder.Add(SignatureTags.Size, 7);
        var sealedHeader = builder.Build();
        const int end = HeaderIntro.Size + (2 * HeaderIndexEntry.Size);
        byte[] header = [.. sealedHeader[..end], .. Convert.FromHexString("000003ef000000040000001400000001"), .. sealedHeader[end..], 0, 0, 0, 9];
        new HeaderIntro(3, (uint)(header.Length - HeaderIntro.Size - (3 * HeaderIndexEntry.Size))).Write(header);

        var read = HeaderReader.Read(new MemoryStream(header), HeaderKind.Signature);

        Assert.That(read.Oddities, Is.EqualTo(new[] { "it has entries outside of its immutable region" }));
        Assert.That(read.Get(SignatureTags.PayloadSize), Is.EqualTo(new[] { 9u }));
    }

    [Test]
    public void A_claim_of_data_that_is_not_there_takes_no_memory()
    {
        var intro = new byte[HeaderIntro.Size];
        new HeaderIntro(32, 64 << 20).Write(intro);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => HeaderReader.Read(new MemoryStream(intro), HeaderKind.Signature), Throws.InstanceOf<RpmFormatException>());

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static byte[] Sample()
    {
        var builder = new HeaderBuilder(HeaderKind.Main);
        builder.Add(Tags.Name, "x");
        builder.Add(Tags.Epoch, 1, 2);
        builder.Add(Tags.BaseNames, "a", "bc");
        return builder.Build();
    }

    private static TestCaseData Case(string name, Action<byte[]> damage, string reason) =>
        new TestCaseData(damage, reason).SetName($"Refuses {name}");

    private static void Set(byte[] header, int entry, int field, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(FirstEntry + (entry * HeaderIndexEntry.Size) + field), value);
}
