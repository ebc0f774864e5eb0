using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

using RpmTasks.Packaging.Repositories;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>Old metadata that somebody damaged or made up: all is read anew, and nothing of it is believed.</summary>
public sealed class HostileMetadataTests
{
    private TestRepository _repository = null!;
    private Dictionary<string, string> _sound = null!;

    private static TestCaseData[] Indexes =>
    [
        Case("nothing", _ => ""),
        Case("no XML", _ => "repomd"),
        Case("cut", index => index[..^40]),
        Case("another document", _ => "<other/>"),
        Case("a DTD", index => index.Replace("<repomd", "<!DOCTYPE repomd [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><repomd", StringComparison.Ordinal)),
        Case("a path above", index => index.Replace("repodata/", "repodata/../../", StringComparison.Ordinal)),
        Case("an absolute path", index => index.Replace("repodata/", "/etc/", StringComparison.Ordinal)),
        Case("another place", index => index.Replace("<location ", "<location xml:base=\"http://example.org/\" ", StringComparison.Ordinal)),
        Case("files that are not there", index => index.Replace("repodata/", "repodata/x", StringComparison.Ordinal)),
        Case("no primary", index => index.Replace("\"primary\"", "\"primary_db\"", StringComparison.Ordinal)),
        Case("primary twice", index => index.Replace("\"other\"", "\"primary\"", StringComparison.Ordinal)),
        Case("other checksums", index => index.Replace("<checksum type=\"sha256\">", "<checksum type=\"sha256\">00", StringComparison.Ordinal)),
        Case("MD5", index => index.Replace("<checksum type=\"sha256\">", "<checksum type=\"md5\">", StringComparison.Ordinal)),
        Case("another compression", index => index.Replace(".xml.gz", ".xml.zck", StringComparison.Ordinal)),
    ];

    private static TestCaseData[] Primaries =>
    [
        Case("no XML", _ => "primary"),
        Case("cut", text => text[..^40]),
        Case("another document", _ => "<metadata/>"),
        Case("a billion laughs", text => text.Replace("<metadata", "<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><metadata", StringComparison.Ordinal)),
        Case("no location", text => text.Replace("<location ", "<place ", StringComparison.Ordinal)),
        Case("a size that is no number", text => text.Replace("size package=\"", "size package=\"-", StringComparison.Ordinal)),
        Case("an unknown checksum", text => text.Replace("pkgid=\"YES\">", "pkgid=\"YES\">00", StringComparison.Ordinal)),
    ];

    private static TestCaseData Case(string name, Func<string, string> change) => new TestCaseData(change).SetArgDisplayNames(name);

    [SetUp]
    public void Create()
    {
        _repository = new TestRepository();
        _repository.Add(TestRepository.Spec("a"));
        _repository.Add(TestRepository.Spec("b"));
        _sound = _repository.Repodata();
    }

    [TearDown]
    public void Remove() => _repository.Dispose();

    [TestCaseSource(nameof(Indexes))]
    public void An_index_that_is_wrong_is_replaced(Func<string, string> change)
    {
        File.WriteAllText(_repository.At("repodata", "repomd.xml"), change(File.ReadAllText(_repository.At("repodata", "repomd.xml"))));

        AssertReadAnew();
    }

    [Test]
    public void An_index_of_any_length_is_no_reason_to_fail()
    {
        using (var file = File.OpenWrite(_repository.At("repodata", "repomd.xml")))
            file.SetLength(1L << 40);

        AssertSound();
    }

    [TestCaseSource(nameof(Primaries))]
    public void A_primary_that_is_wrong_is_not_believed(Func<string, string> change)
    {
        ReplacePrimary(document => change(document));

        AssertReadAnew();
    }

    [Test]
    public void Damaged_bytes_are_not_believed([Random(0, 10_000, 20)] int place)
    {
        var files = Directory.GetFiles(_repository.At("repodata"), "*.gz");
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            bytes[place % bytes.Length] ^= 0x10;
            File.WriteAllBytes(file, bytes);
        }

        AssertReadAnew();
    }

    /// <summary>Well made and false: it can hide nothing that is there, and bring nothing that is not.</summary>
    [Test]
    public void Packages_that_are_not_there_are_forgotten()
    {
        ReplacePrimary(text => text.Replace("href=\"a-", "href=\"../../a-", StringComparison.Ordinal).Replace("href=\"b-", "href=\"ghost-", StringComparison.Ordinal));

        AssertSound();
    }

    private void ReplacePrimary(Func<string, string> change)
    {
        var path = _repository.At("repodata", "repomd.xml");
        var index = XDocument.Load(path);
        var data = index.Root!.Elements(RepositoryXml.Index + "data").First();
        var text = Encoding.UTF8.GetBytes(change(_repository.Document("primary").ToString()));
        File.WriteAllBytes(_repository.At("repodata", "primary.xml"), text);
        data.Element(RepositoryXml.Index + "location")!.SetAttributeValue("href", "repodata/primary.xml");
        data.Element(RepositoryXml.Index + "checksum")!.Value = Convert.ToHexStringLower(SHA256.HashData(text));
        index.Save(path);
    }

    private void AssertReadAnew()
    {
        _repository.Details.Clear();
        AssertSound();
        Assert.That(_repository.Details, Has.Some.Contains("every package is read anew"));
        Assert.That(_repository.Details, Has.Some.Contains("2 packages, 2 of them read"));
    }

    /// <summary>What stands in the end is what stood before, though other files may lie beside it.</summary>
    private void AssertSound()
    {
        _repository.Add(TestRepository.Spec("a"));

        Assert.That(_repository.Repodata()["repomd.xml"], Is.EqualTo(_sound["repomd.xml"]));
        Assert.That(_repository.Locations(), Is.EqualTo(new[] { "a-1.0-1.noarch.rpm", "b-1.0-1.noarch.rpm" }));
    }
}
