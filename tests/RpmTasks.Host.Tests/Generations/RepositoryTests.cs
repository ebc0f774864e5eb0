using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A repository of our packages: what createrepo_c of each generation says of them, against the packages themselves.</summary>
[TestFixtureSource(typeof(Generation), nameof(Generation.All))]
internal sealed class RepositoryTests(Generation generation)
{
    private static readonly XNamespace Common = "http://linux.duke.edu/metadata/common";
    private static readonly XNamespace Rpm = "http://linux.duke.edu/metadata/rpm";
    private static readonly XNamespace FileLists = "http://linux.duke.edu/metadata/filelists";
    private static readonly XNamespace Other = "http://linux.duke.edu/metadata/other";
    private static readonly XNamespace Repo = "http://linux.duke.edu/metadata/repo";

    private JudgingHost _host = null!;
    private XDocument _index = null!;

    private static IEnumerable<TestCaseData> Packages => JudgedPackages.All.Select(spec => new TestCaseData(spec).SetArgDisplayNames(spec.Name));

    [OneTimeSetUp]
    public void Create()
    {
        _host = new JudgingHost(generation);
        foreach (var spec in JudgedPackages.All)
            _host.Add(spec, "repo");
        var answer = _host.Run("createrepo_c --quiet --general-compress-type=gz /exchange/repo");
        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        Assert.That(answer.All, Does.Not.Contain("rror").And.Not.Contain("arning"));
        _index = XDocument.Load(_host.Shared("repo/repodata/repomd.xml"));
    }

    [OneTimeTearDown]
    public void Remove() => _host?.Dispose();

    [TestCaseSource(nameof(Packages))]
    public void Its_checksum_and_sizes_are_the_file_s(RpmSpec spec)
    {
        var package = Package(spec);
        var bytes = File.ReadAllBytes(_host.Shared($"repo/{RpmFileName.Of(spec)}"));
        var sizes = package.Element(Common + "size")!;

        Assert.That(package.Element(Common + "checksum")!.Value, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Assert.That((long)sizes.Attribute("package")!, Is.EqualTo(bytes.Length));
        Assert.That((long)sizes.Attribute("installed")!, Is.EqualTo(spec.Files.Sum(InstalledSize)));
        Assert.That((long)sizes.Attribute("archive")!, Is.GreaterThanOrEqualTo(spec.Files.Sum(file => file.Content?.Length ?? 0)));
    }

    /// <summary>Package managers fetch just the header by this range.</summary>
    [TestCaseSource(nameof(Packages))]
    public void Its_header_range_is_where_the_headers_are(RpmSpec spec)
    {
        var range = Package(spec).Descendants(Rpm + "header-range").Single();
        var bytes = File.ReadAllBytes(_host.Shared($"repo/{RpmFileName.Of(spec)}"));
        var (start, end) = ((int)range.Attribute("start")!, (int)range.Attribute("end")!);

        Assert.That(bytes[start..(start + 4)], Is.EqualTo(new byte[] { 0x8E, 0xAD, 0xE8, 0x01 }));
        var payload = spec.Compression.Compressor switch
        {
            PayloadCompressor.Gzip => new byte[] { 0x1F, 0x8B },
            PayloadCompressor.Zstd => [0x28, 0xB5, 0x2F, 0xFD],
            _ => [.. "070701"u8],
        };
        Assert.That(bytes[end..(end + payload.Length)], Is.EqualTo(payload));
    }

    [TestCaseSource(nameof(Packages))]
    public void It_lists_every_file_with_its_kind(RpmSpec spec)
    {
        var listed = InFile("filelists", FileLists, spec).Elements(FileLists + "file").Select(file => $"{(string?)file.Attribute("type")}|{file.Value}");

        Assert.That(listed, Is.EquivalentTo(spec.Files.Select(file => $"{KindOf(file)}|{file.Path}")));
    }

    [TestCaseSource(nameof(Packages))]
    public void It_lists_every_dependency(RpmSpec spec)
    {
        var format = Package(spec).Element(Common + "format")!;

        foreach (var kind in Enum.GetValues<DependencyKind>())
        {
            var listed = format.Elements(Rpm + kind.ToString().ToLowerInvariant()).Elements().Select(Dependency).ToList();
            var asked = spec.Dependencies.Where(dependency => dependency.Kind == kind).Select(Dependency).ToList();
            Assert.That(asked, Is.SubsetOf(listed), $"{kind}");
        }
    }

    [TestCaseSource(nameof(Packages))]
    public void It_names_the_package_and_its_changes(RpmSpec spec)
    {
        var package = Package(spec);
        var version = package.Element(Common + "version")!;
        var format = package.Element(Common + "format")!;

        Assert.That((string?)version.Attribute("epoch"), Is.EqualTo($"{spec.Epoch ?? 0}"));
        Assert.That((string?)version.Attribute("ver"), Is.EqualTo(spec.Version));
        Assert.That(package.Element(Common + "description")!.Value, Is.EqualTo(spec.Description));
        Assert.That(package.Element(Common + "packager")!.Value, Is.EqualTo(spec.Packager ?? ""));
        Assert.That((long)package.Element(Common + "time")!.Attribute("build")!, Is.EqualTo(JudgedPackages.BuildTime));
        Assert.That(format.Element(Rpm + "license")!.Value, Is.EqualTo(spec.License));
        Assert.That(format.Element(Rpm + "vendor")!.Value, Is.EqualTo(spec.Vendor ?? ""));
        Assert.That(format.Element(Rpm + "sourcerpm")!.Value, Is.EqualTo($"{spec.Name}-{spec.Version}-{spec.Release}.src.rpm"));
        Assert.That(
            InFile("other", Other, spec).Elements(Other + "changelog").Select(entry => entry.Value),
            Is.EquivalentTo(spec.Changelog.Select(entry => entry.Text)));
    }

    /// <summary>What the index says of its own files, which is what package managers check first.</summary>
    [Test]
    public void Its_index_is_that_of_its_files()
    {
        foreach (var data in _index.Root!.Elements(Repo + "data"))
        {
            var bytes = File.ReadAllBytes(_host.Shared($"repo/{(string?)data.Element(Repo + "location")!.Attribute("href")}"));
            Assert.That(data.Element(Repo + "checksum")!.Value, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    private XElement Package(RpmSpec spec) =>
        Metadata("primary").Root!.Elements(Common + "package").Single(package => package.Element(Common + "name")!.Value == spec.Name);

    private XElement InFile(string type, XNamespace space, RpmSpec spec) =>
        Metadata(type).Root!.Elements(space + "package").Single(package => (string?)package.Attribute("name") == spec.Name);

    private XDocument Metadata(string type)
    {
        var data = _index.Root!.Elements(Repo + "data").Single(data => (string?)data.Attribute("type") == type);
        using var file = File.OpenRead(_host.Shared($"repo/{(string?)data.Element(Repo + "location")!.Attribute("href")}"));
        using var plain = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress);
        return XDocument.Load(plain);
    }

    private static long InstalledSize(RpmFile file) => file.Content?.Length ?? (file.LinkTarget is { } target ? System.Text.Encoding.UTF8.GetByteCount(target) : 0);

    private static string KindOf(RpmFile file) =>
        file.Flags.HasFlag(FileFlags.Ghost) ? "ghost" : file.Kind == FileKind.Directory ? "dir" : "";

    private static string Dependency(XElement entry)
    {
        var version = string.Concat(
            entry.Attribute("epoch") is { Value: not "0" } epoch ? $"{epoch.Value}:" : "", (string?)entry.Attribute("ver"), entry.Attribute("rel") is { } release ? $"-{release.Value}" : "");
        return $"{(string?)entry.Attribute("name")} {(string?)entry.Attribute("flags")} {version}";
    }

    private static string Dependency(RpmDependency dependency)
    {
        var comparison = (dependency.Flags & (Sense.Less | Sense.Equal | Sense.Greater)) switch
        {
            Sense.Less => "LT",
            Sense.Less | Sense.Equal => "LE",
            Sense.Equal => "EQ",
            Sense.Greater | Sense.Equal => "GE",
            Sense.Greater => "GT",
            _ => "",
        };
        return string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", dependency.Name, comparison, dependency.Version);
    }
}
