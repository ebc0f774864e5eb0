using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Writing;

/// <summary>Sizes that 32 bits do not hold.</summary>
internal sealed class LargeFileTests
{
    [TestCase(0xFFFFFFFEL, false)]
    [TestCase(0xFFFFFFFFL, true)]
    [TestCase(5_000_000_000L, true)]
    public void One_large_file_makes_every_size_64_bits_wide(long length, bool isLarge)
    {
        var header = HeaderOf(SpecOf(length));

        Assert.That(header.Has(Tags.LongFileSizes), Is.EqualTo(isLarge));
        Assert.That(header.Has(Tags.FileSizes), Is.EqualTo(!isLarge));
        Assert.That(header.Has(Tags.LongSize), Is.EqualTo(isLarge));
        Assert.That(header.Has(Tags.Size), Is.EqualTo(!isLarge));
        Assert.That(header.Get(Tags.RequireName).Contains("rpmlib(LargeFiles)"), Is.EqualTo(isLarge));
    }

    [Test]
    public void Many_files_make_only_their_sum_64_bits_wide()
    {
        var header = HeaderOf(SpecOf(3_000_000_000, 3_000_000_000));

        Assert.That(header.Get(Tags.FileSizes), Is.EqualTo(new[] { 3_000_000_000, 3_000_000_000 }));
        Assert.That(header.Get(Tags.LongSize), Is.EqualTo(new[] { 6_000_000_000 }));
        Assert.That(header.Get(Tags.RequireName), Does.Not.Contain("rpmlib(LargeFiles)"));
    }

    [TestCase(1000, 2000, false)]
    [TestCase(1000, 0xFFFFFFFFL, true)]
    [TestCase(0xFFFFFFFFL, 1000, true)]
    public void The_signature_header_is_equally_long_whatever_the_sizes(long stored, long plain, bool isLong)
    {
        var bytes = SignatureHeader.Build([], new SignatureSizes(stored, plain));

        var header = HeaderReader.Read(new MemoryStream(bytes), HeaderKind.Signature);
        Assert.That((bytes.Length + 7) & -8, Is.EqualTo(SignatureHeader.Length));
        Assert.That(header.Get(SignatureTags.LongSize), Is.EqualTo(isLong ? new[] { (ulong)stored } : []));
        Assert.That(header.Get(SignatureTags.LongArchiveSize), Is.EqualTo(isLong ? new[] { (ulong)plain } : []));
        Assert.That(header.Get(SignatureTags.Size), Is.EqualTo(isLong ? [] : new[] { (uint)stored }));
        Assert.That(header.Get(SignatureTags.PayloadSize), Is.EqualTo(isLong ? [] : new[] { (uint)plain }));
    }

    [Test]
    [Explicit("Compresses 4 GiB, unpacks them twice and needs as much disk.")]
    [Category("Large")]
    public void Rpm_installs_a_file_of_more_than_four_GiB()
    {
        RealTool.Require("rpm");
        RealTool.RequireRoot();
        const long Length = (4L << 30) + 5;
        using var folder = new TemporaryFolder();
        var path = folder.File("large.rpm");
        using (var output = File.Create(path))
            RpmWriter.Write(SpecOf(Length) with { Compression = PayloadCompression.Zstd(1) }, output, 2, CancellationToken.None);

        using (var package = File.OpenRead(path))
            Assert.That(RpmVerifier.Verify(package, parallelism: 2, CancellationToken.None).Findings, Is.Empty);
        var check = RealTool.Run("rpm", "-K", path);
        Assert.That(check.ExitCode, Is.Zero, check.All);
        var root = new InstalledRoot(folder);
        var install = root.Install(path);
        Assert.That(install.ExitCode, Is.Zero, install.All);
        Assert.That(root.Verify("orders").All, Is.Empty);
        Assert.That(new FileInfo(root.At("/f0")).Length, Is.EqualTo(Length));
    }

    private static RpmSpec SpecOf(params long[] lengths) => Specs.Minimal with
    {
        Files = [.. lengths.Select((length, i) => Specs.Text($"/f{i}", "") with { Content = new Content(length, () => new ZeroStream(length)) })],
    };

    private static Header HeaderOf(RpmSpec spec)
    {
        var files = PackagedFiles.Of(spec);
        var bytes = MainHeader.Compose(spec, files, PayloadDigests.Unknown(files)).Build();
        return HeaderReader.Read(new MemoryStream(bytes), HeaderKind.Main);
    }
}
