using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Rpm.Tests.Reading;

internal sealed class RpmVerifierTests
{
    private static PayloadCompression[] Compressions() =>
        [PayloadCompression.None, PayloadCompression.Gzip(), PayloadCompression.Zstd(), PayloadCompression.Zstd(19)];

    [TestCaseSource(nameof(Compressions))]
    public void Finds_nothing_wrong_with_what_the_writer_wrote(PayloadCompression compression) =>
        Assert.That(Packages.Verify(Packages.Write(Specs.Rich with { Compression = compression })), Is.Empty);

    [TestCase("w3.zstdio")]
    [TestCase("w19T2.zstdio")]
    [TestCase("w9.gzdio")]
    [TestCase("w2.xzdio")]
    [TestCase("w6T2.xzdio")]
    [TestCase("w9.bzdio")]
    [TestCase("w6.lzdio")]
    [TestCase("w.ufdio")]
    public void Finds_nothing_wrong_with_what_rpmbuild_built(string io)
    {
        using var folder = new TemporaryFolder();

        Assert.That(Packages.Verify(File.ReadAllBytes(RpmBuild.Build(folder, io))), Is.Empty);
    }

    [TestCase("1")]
    [TestCase("2")]
    [TestCase("10")]
    public void Knows_the_digests_of_older_and_newer_packages(string algorithm)
    {
        using var folder = new TemporaryFolder();

        Assert.That(Packages.Verify(File.ReadAllBytes(RpmBuild.Build(folder, "w9.gzdio", $"_binary_filedigest_algorithm {algorithm}")))
            .Where(finding => finding.Kind == FindingKind.Damage), Is.Empty);
    }

    [TestCase("w3.zstdio")]
    [TestCase("w9.gzdio")]
    [TestCase("w2.xzdio")]
    [TestCase("w9.bzdio")]
    [TestCase("w6.lzdio")]
    [TestCase("w.ufdio")]
    public void Sees_every_damaged_or_missing_byte(string io)
    {
        using var folder = new TemporaryFolder();
        var package = File.ReadAllBytes(RpmBuild.Build(folder, io));
        var random = new Random(io.Length);

        foreach (var position in Enumerable.Range(0, 250).Select(_ => random.Next(package.Length)).Where(position => IsCovered(package, position)))
        {
            var damaged = package.ToArray();
            damaged[position] ^= (byte)(1 << random.Next(8));
            Assert.That(Packages.Verify(damaged), Is.Not.Empty, $"byte {position}");
        }

        foreach (var length in Enumerable.Range(0, 100).Select(_ => random.Next(package.Length)))
            Assert.That(Packages.Verify(package[..length]), Is.Not.Empty, $"cut at {length}");
    }

    /// <summary>Every bit of everything before the payload, which is where lengths and offsets stand.</summary>
    [Test]
    public void Sees_every_flipped_bit_of_the_headers()
    {
        var package = Packages.Write(Specs.Rich with { Files = [.. Specs.Rich.Files.Where(file => file.Content is null or { Length: < 1000 })] });
        var end = PayloadStart(package);

        for (var position = 0; position < end; position++)
        {
            if (!IsCovered(package, position))
                continue;
            var bit = (byte)(1 << (position % 8));
            package[position] ^= bit;
            Assert.That(Packages.Verify(package), Is.Not.Empty, $"byte {position}");
            package[position] ^= bit;
        }

        Assert.That(Packages.Verify(package), Is.Empty);
    }

    [Test]
    public void Sees_bytes_behind_the_end() =>
        Assert.That(Packages.Verify([.. Packages.Write(Specs.Rich), 0, 0, 0, 0]).Select(finding => finding.What), Does.Contain("SIZE (1000)"));

    [Test]
    public void Does_not_list_a_million_findings()
    {
        var files = Enumerable.Range(0, 300).Select(number => Specs.Text($"/f{number:D3}", "x")).ToArray();
        var package = Packages.Write(Specs.Minimal with { Compression = PayloadCompression.None, Files = [.. files] });
        var payload = PayloadStart(package);
        for (var i = payload; i < package.Length; i++)
            package[i] = package[i] == (byte)'x' ? (byte)'y' : package[i];

        Assert.That(Packages.Verify(package), Has.Count.EqualTo(100));
    }

    [Test]
    public void A_failing_stream_is_no_finding()
    {
        var package = Packages.Write(Specs.Rich);

        Assert.That(
            () => RpmVerifier.Verify(new FailingStream(package, PayloadStart(package) + 100), parallelism: 2, CancellationToken.None),
            Throws.InstanceOf<IOException>().With.Message.EqualTo("the disk is gone"));
    }

    [Test]
    public void Stops_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.That(
            () => RpmVerifier.Verify(new MemoryStream(Packages.Write(Specs.Rich)), parallelism: 2, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static int PayloadStart(byte[] package)
    {
        var stream = new MemoryStream(package);
        RpmReader.Read(stream);
        return (int)stream.Position;
    }

    /// <summary>The lead's names and numbers that nobody reads, and space reserved for signatures, may be anything.</summary>
    private static bool IsCovered(byte[] package, int position)
    {
        if (position < Lead.Size)
            return position is < 5 or 6 or 7 or 78 or 79;
        var signature = HeaderIntro.Read(package.AsSpan(Lead.Size))!;
        var data = Lead.Size + HeaderIntro.Size + ((int)signature.EntryCount * HeaderIndexEntry.Size);
        for (var entry = Lead.Size + HeaderIntro.Size; entry < data; entry += HeaderIndexEntry.Size)
        {
            var (tag, _, offset, count) = HeaderIndexEntry.Read(package.AsSpan(entry));
            if (tag == SignatureTags.ReservedSpace.Number && position >= data + offset && position < data + offset + count)
                return false;
        }

        // An entry of the signature header that is renumbered is one that is missing, and only one of them is needed.
        return position >= data;
    }

    /// <summary>rpm never looks at it: only we say that what unpacks is not what was packed.</summary>
    [TestCase(5097, "the unpacked payload's digest is ")]
    [TestCase(5092, "the payload's digest is ")]
    public void A_digest_of_the_payload_that_is_not_true_is_a_finding(int tag, string said)
    {
        // Ours has only one of them where it is compressed.
        var stream = new MemoryStream(V6Package.Build());
        var package = RpmReader.Read(stream);
        var main = package.Main.Bytes.ToArray();
        var digest = System.Text.Encoding.ASCII.GetBytes(package.Main.FirstText(Tags.Find(tag)!)!);
        main[main.AsSpan().IndexOf(digest)] ^= 1;
        var findings = new RpmFindings();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        new PayloadVerifier(package with { Main = new Header(main, HeaderKind.Main) }, package.ReadFiles(), findings, new VerifyOptions(Parallelism: 1)).Verify(stream, hash, CancellationToken.None);

        Assert.That(findings.All.Select(finding => finding.Detail), Has.One.StartsWith(said));
    }

    [Test]
    public void Where_the_stored_bytes_are_enough_nothing_is_unpacked([ValueSource(nameof(Compressions))] PayloadCompression compression)
    {
        var package = Packages.Write(Specs.Rich with { Compression = compression });
        // Of an uncompressed payload there are two digests, and one of them would not be true.
        var lying = compression == PayloadCompression.None ? package : LyingPackage.Of(package);
        var damaged = package.ToArray();
        damaged[^1] ^= 1;

        Assert.That(VerifyStored(package).Findings, Is.Empty);
        Assert.That(VerifyStored(package).Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(package))));
        Assert.That(VerifyStored(lying).Findings, Is.Empty);
        Assert.That(VerifyStored(damaged).Findings.Select(finding => finding.Detail), Has.Some.StartsWith("the payload's digest is "));
        Assert.That(VerifyStored(package[..^1]).Findings.Where(finding => finding.Kind == FindingKind.Damage), Is.Not.Empty);
        Assert.That(VerifyStored([.. package, 0]).Findings.Where(finding => finding.Kind == FindingKind.Damage), Is.Not.Empty);
        if (lying != package)
            Assert.That(Packages.Verify(lying), Is.Not.Empty);

        static VerifiedRpm VerifyStored(byte[] package) =>
            RpmVerifier.Verify(new MemoryStream(package), new VerifyOptions(Parallelism: 1) { StoredOnly = true }, CancellationToken.None);
    }

    private sealed class FailingStream(byte[] bytes, int failAt) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) => Position >= failAt
            ? throw new IOException("the disk is gone")
            : base.Read(buffer, offset, (int)Math.Min(count, failAt - Position));
    }
}
