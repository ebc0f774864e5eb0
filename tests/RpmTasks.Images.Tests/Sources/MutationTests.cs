using System.Formats.Tar;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Sources;

/// <summary>Whatever becomes of an archive, reading all of it gives the image that was put in, or a coded fault, and nothing else.</summary>
internal sealed class MutationTests
{
    private static readonly SampleImage Sample = SampleImage.Default with { Compression = LayerCompression.Gzip };

    private static IEnumerable<TestCaseData> Archives()
    {
        yield return new TestCaseData(ImageTransport.DockerArchive, Tar.Of(DockerArchive.Old(Sample with { Compression = LayerCompression.None }), TarEntryFormat.Gnu)).SetArgDisplayNames("old");
        yield return new TestCaseData(ImageTransport.DockerArchive, Tar.Of(DockerArchive.Hybrid(Sample), TarEntryFormat.Pax)).SetArgDisplayNames("hybrid");
        yield return new TestCaseData(ImageTransport.OciArchive, Tar.Of(new OciLayout().Nested("1.0", 2, Sample))).SetArgDisplayNames("oci");
    }

    [TestCaseSource(nameof(Archives))]
    public void Every_cut_is_a_coded_fault(ImageTransport transport, byte[] archive)
    {
        using var folder = new TemporaryFolder();
        for (var length = 0; length < archive.Length - 1024; length += 101)
        {
            var path = folder.WriteArchive(archive[..length]);
            Assert.That(ReadAll(transport, path), Is.False, $"cut at {length}");
        }
    }

    [TestCaseSource(nameof(Archives))]
    public void Every_changed_bit_is_harmless_or_a_coded_fault(ImageTransport transport, byte[] archive)
    {
        using var folder = new TemporaryFolder();
        for (var bit = 0; bit < archive.Length * 8; bit += 97)
        {
            var changed = archive.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            _ = ReadAll(transport, folder.WriteArchive(changed));
        }
    }

    /// <summary>False for a coded fault. Any other exception, or another image, fails the test.</summary>
    private static bool ReadAll(ImageTransport transport, string path)
    {
        try
        {
            var image = Reading.Open(transport, path);
            Assert.That(Reading.Tars(image), Is.EqualTo(Sample.Tars));
            return true;
        }
        catch (ImageException)
        {
            return false;
        }
    }
}
