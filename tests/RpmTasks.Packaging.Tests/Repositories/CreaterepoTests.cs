using System.Xml.Linq;

using RpmTasks.Packaging.Repositories;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>createrepo_c as the judge: what it says of the same packages, and whether each takes over what the other wrote.</summary>
public sealed class CreaterepoTests
{
    private TestRepository _repository = null!;

    [SetUp]
    public void Create()
    {
        RealTool.Require("createrepo_c", "rpmbuild");
        _repository = new TestRepository();
        Directory.CreateDirectory(_repository.At("foreign"));
        using var folder = new TemporaryFolder();
        var (binary, source) = ForeignPackages.Build(folder, "w9.gzdio");
        string[] packages = [binary, source, OddPackage.Build(folder), .. WriteOurs(folder)];
        foreach (var package in packages)
            File.Copy(package, _repository.At("foreign", Path.GetFileName(package)));
    }

    [TearDown]
    public void Remove() => _repository?.Dispose();

    [Test]
    public void It_says_the_same_of_every_package()
    {
        _repository.Add(TestRepository.Spec());
        var ours = Documents();
        Run("createrepo_c", "--quiet", "--no-database", _repository.Folder);
        var theirs = Documents();

        Assert.That(ours["primary"].Count(line => line.StartsWith("<package", StringComparison.Ordinal)), Is.EqualTo(7));
        Assert.Multiple(() =>
        {
            foreach (var type in ours.Keys)
                Assert.That(ours[type], Is.EqualTo(theirs[type]), type);
        });
    }

    /// <summary>libsolv compares names with their prefix; a document that is equal in XML's terms would have no dependencies for dnf.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Its_elements_are_named_as_readers_look_for_them(bool isTakenOver)
    {
        if (isTakenOver)
            Run("createrepo_c", "--quiet", "--no-database", _repository.Folder);
        _repository.Add(TestRepository.Spec());
        var ours = Names();
        Run("createrepo_c", "--quiet", "--no-database", _repository.Folder);

        Assert.That(ours, Is.EqualTo(Names()));
    }

    [TestCase("gz")]
    [TestCase("xz")]
    [TestCase("bz2")]
    public void What_it_wrote_is_taken_over(string compression)
    {
        Run("createrepo_c", "--quiet", "--general-compress-type", compression, _repository.Folder);

        _repository.Add(TestRepository.Spec());

        Assert.That(_repository.Details, Has.Some.Contains("7 packages, 1 of them read"));
    }

    [Test]
    public void Zstd_is_taken_over()
    {
        RealTool.Require("zstd");
        _repository.Add(TestRepository.Spec("a"));
        foreach (var file in Directory.GetFiles(_repository.At("repodata"), "*.gz"))
        {
            Run("sh", "-c", $"gzip -dc '{file}' | zstd -q -o '{Path.ChangeExtension(file, ".zst")}'");
            var index = XDocument.Load(_repository.At("repodata", "repomd.xml"));
            var data = index.Root!.Elements(RepositoryXml.Index + "data").Single(data => ((string)data.Element(RepositoryXml.Index + "location")!.Attribute("href")!).EndsWith(Path.GetFileName(file), StringComparison.Ordinal));
            data.Element(RepositoryXml.Index + "location")!.SetAttributeValue("href", "repodata/" + Path.ChangeExtension(Path.GetFileName(file), ".zst"));
            data.Element(RepositoryXml.Index + "checksum")!.Value = TestRepository.Packed(Path.ChangeExtension(file, ".zst")).Sha256;
            index.Save(_repository.At("repodata", "repomd.xml"));
        }

        _repository.Add(TestRepository.Spec("b"));

        Assert.That(_repository.Details, Has.Some.Contains("8 packages, 1 of them read"));
    }

    [Test]
    public void It_takes_over_what_we_wrote()
    {
        _repository.Add(TestRepository.Spec());
        var list = _repository.At("read.txt");

        Run("createrepo_c", "--quiet", "--update", "--read-pkgs-list", list, _repository.Folder);

        Assert.That(File.ReadAllText(list), Is.Empty);
        Assert.That(_repository.Document("primary").Elements().Count(), Is.EqualTo(7));
    }

    /// <summary>Every start tag of the three documents as it is written, namespaces included.</summary>
    private string[] Names() =>
    [
        .. Directory.GetFiles(_repository.At("repodata"), "*.xml.gz")
            .Where(file => _repository.Index().ToString().Contains(Path.GetFileName(file), StringComparison.Ordinal))
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(RealTool.Run("gzip", "-dc", file).Output, "<[a-z][a-z:-]*( xmlns[^ >]*)*").Select(match => match.Value))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> WriteOurs(TemporaryFolder folder)
    {
        foreach (var spec in new[] { Specs.Rich, Specs.Minimal with { Name = "minimal" } })
        {
            var path = folder.File(RpmTasks.Rpm.Writing.RpmFileName.Of(spec));
            using var file = File.Create(path);
            RpmTasks.Rpm.Writing.RpmWriter.Write(spec, file, 1, CancellationToken.None);
            yield return path;
        }

        File.WriteAllBytes(folder.File("six-1.0-1.noarch.rpm"), V6Package.Build());
        yield return folder.File("six-1.0-1.noarch.rpm");
    }

    private Dictionary<string, string[]> Documents() => MetadataKinds.All.Select(kind => kind.Name()).ToDictionary(type => type, type => _repository.Document(type).Elements()
        .Select(package => Normal(package).ToString())
        .Order(StringComparer.Ordinal)
        .SelectMany(package => package.Split('\n'))
        .ToArray());

    /// <summary>Without the blanks that only lay the text out, and with every empty element written in one way.</summary>
    private static XElement Normal(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration),
        element.HasElements ? element.Elements().Select(Normal) : element.Value);

    private static void Run(string tool, params string[] arguments)
    {
        var answer = RealTool.Run(tool, arguments);
        Assert.That(answer.ExitCode, Is.Zero, () => answer.All);
    }
}
