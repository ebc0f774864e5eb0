using System.Security.Cryptography;
using System.Xml.Linq;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>A repository in a folder of one test, and what is said while packages are added.</summary>
internal sealed class TestRepository : IDisposable
{
    public const long BuildTime = 1_700_000_000;

    private readonly TemporaryFolder _folder = new();

    public TestRepository(string name = "example") => Folder = _folder.File(name);

    public string Folder { get; }

    public List<string> Details { get; } = [];

    public List<string> Progress { get; } = [];

    public List<string> Messages { get; } = [];

    public List<Problem> Warnings { get; } = [];

    public static RpmSpec Spec(string name = "orders", string version = "1.0") => new()
    {
        Name = name,
        Version = version,
        Release = "1",
        Architecture = "noarch",
        Summary = "Takes orders",
        Description = "Takes orders.",
        License = "MIT",
        BuildTime = BuildTime,
        Files = [new RpmFile("/etc/orders", FileKind.Directory) { Mode = 0b111_101_101, ModifiedAt = BuildTime }],
        Changelog = [new ChangelogEntry(new DateOnly(2024, 1, 1), "Jane - 1.0-1", "- First")],
    };

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Packs beside the repository, and adds it.</summary>
    public void Add(RpmSpec spec, PackageSigner? signer = null) => Add(Pack(spec), signer);

    public void Add(PackedRpm packed, PackageSigner? signer = null, CancellationToken cancel = default) =>
        new RepositoryPublisher(new RepositoryRequest(Folder, "repo"), signer, Log()).Add([packed], cancel);

    public PackedRpm Pack(RpmSpec spec)
    {
        var path = _folder.File("out", RpmFileName.Of(spec));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.Create(path))
            RpmWriter.Write(spec, file, 1, CancellationToken.None);
        return Packed(path);
    }

    public static PackedRpm Packed(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new PackedRpm(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))) { Name = "", Version = "", Release = "", Architecture = "", ImageId = "" };
    }

    public XDocument Index() => XDocument.Load(At("repodata", "repomd.xml"));

    public XElement Document(string type) => Document(Folder, type);

    /// <summary>What repomd.xml names, however it is compressed.</summary>
    public static XElement Document(string folder, string type)
    {
        var data = XDocument.Load(Path.Combine(folder, "repodata", "repomd.xml")).Root!.Elements(RepositoryXml.Index + "data").Single(data => (string?)data.Attribute("type") == type);
        using var file = File.OpenRead(Path.Combine(folder, (string)data.Element(RepositoryXml.Index + "location")!.Attribute("href")!));
        using var plain = Decoder.Open(Path.GetExtension(file.Name) switch { ".gz" => "gzip", ".zst" => "zstd", ".xz" => "xz", ".bz2" => "bzip2", _ => "none" }, new StoredPayload(file, []));
        return XDocument.Load(plain).Root!;
    }

    public string[] Locations() =>
        [.. Document("primary").Elements(RepositoryXml.Common + "package").Select(package => (string)package.Element(RepositoryXml.Common + "location")!.Attribute("href")!)];

    /// <summary>Name and content of every file of repodata.</summary>
    public Dictionary<string, string> Repodata() => Directory.GetFiles(At("repodata")).ToDictionary(file => Path.GetFileName(file), file => Convert.ToBase64String(File.ReadAllBytes(file)));

    public void Dispose() => _folder.Dispose();

    private PackLog Log() => new(detail => Keep(Details, detail), progress => Keep(Progress, progress))
    {
        Message = message => Keep(Messages, message),
        Warning = problem => Keep(Warnings, problem),
    };

    private static void Keep<T>(List<T> list, T item)
    {
        lock (list)
            list.Add(item);
    }
}
