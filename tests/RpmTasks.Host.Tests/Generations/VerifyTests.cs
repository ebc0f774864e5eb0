using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>What each rpm says of a package before it is installed.</summary>
[TestFixtureSource(typeof(Generation), nameof(Generation.All))]
internal sealed class VerifyTests(Generation generation)
{
    private static readonly RpmSpec Full = JudgedPackages.Full[0];

    private JudgingHost _host = null!;

    private static IEnumerable<TestCaseData> Packages => JudgedPackages.All.Select(spec => new TestCaseData(spec).SetArgDisplayNames(spec.Name));

    [OneTimeSetUp]
    public void Prepare() => _host = new JudgingHost(generation);

    [OneTimeTearDown]
    public void Remove() => _host?.Dispose();

    [TestCaseSource(nameof(Packages))]
    public void Every_digest_is_in_order(RpmSpec spec)
    {
        var lines = _host.Do($"rpm -K -v {_host.Add(spec)}").Split('\n')[1..];

        Assert.That(lines, Does.Contain("    Header SHA256 digest: OK").And.Contain("    Payload SHA256 digest: OK"));
        Assert.That(lines, Is.All.EndsWith(": OK"));
    }

    /// <summary>The digests that count for rpm 6 and on machines in FIPS mode.</summary>
    [TestCaseSource(nameof(Packages))]
    public void It_does_without_MD5_and_SHA1(RpmSpec spec) =>
        Assert.That(_host.Do($"rpm -K --define '_pkgverify_flags 0x20100' {_host.Add(spec)}"), Does.EndWith(": digests OK"));

    [TestCaseSource(nameof(Packages))]
    public void An_unsigned_package_is_refused_where_signatures_are_demanded(RpmSpec spec)
    {
        var answer = _host.Run($"rpm -K --define '_pkgverify_level all' {_host.Add(spec)}");

        Assert.That(answer.ExitCode, Is.Not.Zero);
        Assert.That(answer.Output, Does.Contain("SIGNATURES NOT OK"));
    }

    [TestCase(1)]
    [TestCase(1_000_000)]
    public void A_changed_payload_is_refused(int fromEnd)
    {
        var path = _host.Add(Full, "changed");
        _host.Change(Full, bytes => bytes[^fromEnd] ^= 1, "changed");

        var answer = _host.Run($"rpm -K {path}");

        Assert.That(answer.ExitCode, Is.Not.Zero);
        Assert.That(answer.Output, Does.Contain("DIGESTS NOT OK"));
        Assert.That(_host.Run($"rpm -i --nodeps {path}").ExitCode, Is.Not.Zero);
    }

    [Test]
    public void A_changed_header_is_refused()
    {
        var path = _host.Add(Full, "changed");
        _host.Change(Full, bytes => bytes[bytes.AsSpan().IndexOf("Judged by every rpm"u8)] ^= 0x20, "changed");

        Assert.That(_host.Run($"rpm -K {path}").ExitCode, Is.Not.Zero);
        Assert.That(_host.Run($"rpm -i --nodeps {path}").ExitCode, Is.Not.Zero);
    }

    [TestCaseSource(nameof(Packages))]
    public void The_archive_it_extracts_has_every_file(RpmSpec spec)
    {
        _host.Do($"""
            set -e
            cd /exchange
            rm -rf unpacked
            mkdir unpacked
            rpm2archive - <{_host.Add(spec)} | tar --extract --gzip --numeric-owner --same-owner --preserve-permissions --directory=unpacked
            """);

        if (spec.Files.IsEmpty)
            Assert.That(Directory.EnumerateFileSystemEntries(_host.Shared("unpacked")), Is.Empty);
        else
            Assert.That(Tree.On(_host, spec, below: "./unpacked").Select(WithoutOwner), Is.EqualTo(Tree.Of(spec).Select(WithoutOwner)));
    }

    [TestCaseSource(nameof(Packages))]
    public void Cpio_unpacks_what_rpm2cpio_extracts(RpmSpec spec)
    {
        RealTool.Require("cpio");
        using var folder = new TemporaryFolder();
        // rpm2cpio of 4.18 fails when PAYLOADSIZE is not what it wrote.
        _host.Do($"rpm2cpio {_host.Add(spec)} >/exchange/payload");

        var answer = RealTool.RunIn(folder.Path, "sh", "-c", $"cpio --extract --make-directories --quiet <'{_host.Shared("payload")}'");

        Assert.That(answer, Is.EqualTo(new ToolResult(0, "", "")));
        foreach (var file in spec.Files.Where(file => file.Content is not null))
            Assert.That(File.ReadAllBytes(folder.Path + file.Path), Is.EqualTo(Tree.BytesOf(file.Content!)), file.Path);
    }

    /// <summary>An archive has the owner's number of the machine that made it, which is 0 in ours.</summary>
    private static string WithoutOwner(string line)
    {
        var parts = line.Split('|');
        return string.Join('|', [.. parts[..3], .. parts[4..]]);
    }
}
