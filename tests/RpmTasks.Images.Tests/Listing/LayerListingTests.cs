using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

using RpmTasks.Images.Listing;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Tests.Listing;

/// <summary>What lies in a layer, read forward only.</summary>
public sealed class LayerListingTests
{
    private static readonly string Long = string.Join('/', Enumerable.Repeat("folder-with-a-long-name", 12)) + "/file";

    [TestCase(LayerCompression.None, TarEntryFormat.Pax)]
    [TestCase(LayerCompression.None, TarEntryFormat.Gnu)]
    [TestCase(LayerCompression.Gzip, TarEntryFormat.Pax)]
    [TestCase(LayerCompression.Gzip, TarEntryFormat.Gnu)]
    public void Members_come_with_names_and_sizes_however_the_layer_is_compressed(object compression, TarEntryFormat format)
    {
        var layer = Layer(Tar(format), (LayerCompression)compression);
        Assert.That(List(layer), Is.EqualTo(new[] { "etc/one 3", $"{Long} 100000", "etc/two 0" }));
    }

    [Test]
    public void A_layer_that_ends_too_early_is_truncated()
    {
        var tar = Tar(TarEntryFormat.Pax);
        Assert.That(() => List(Layer(tar[..(tar.Length / 2)], LayerCompression.None)), Throws.TypeOf<ImageException>().With.Property(nameof(ImageException.Fault)).EqualTo(ImageFault.Truncated));
    }

    /// <summary>Nothing is allocated by what a header claims, and the end comes.</summary>
    [Test]
    public void A_member_that_claims_more_than_there_can_be_is_truncated()
    {
        var tar = Tar(TarEntryFormat.Gnu);
        // GNU's base-256 size of the first member, and the sum over the header.
        tar[124] = 0x80;
        tar.AsSpan(125, 11).Fill(0xFF);
        tar[125] = tar[126] = tar[127] = 0;
        tar.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(tar.AsSpan(0, 512).ToArray().Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        Assert.That(() => List(Layer(tar, LayerCompression.None)), Throws.TypeOf<ImageException>());
    }

    private static List<string> List(ImageLayer layer) => [.. LayerListing.Read(layer, CancellationToken.None).Select(member => $"{member.Name} {member.Size}")];

    private static ImageLayer Layer(byte[] tar, LayerCompression compression) =>
        new(Digest.Of(tar), compression, Blob.FromBytes(compression == LayerCompression.None ? tar : Gzip(tar)));

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Tar(TarEntryFormat format)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, format))
        {
            foreach (var (name, size) in new[] { ("etc/one", 3), (Long, 100_000), ("etc/two", 0) })
            {
                TarEntry entry = format == TarEntryFormat.Gnu ? new GnuTarEntry(TarEntryType.RegularFile, name) : new PaxTarEntry(TarEntryType.RegularFile, name);
                entry.DataStream = new MemoryStream(new byte[size]);
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }
}
