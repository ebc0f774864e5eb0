using System.Text;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>The image that a package carries.</summary>
internal sealed class ImageFactsTests
{
    private const string Folder = "/usr/share/orders/image";

    private static ImageFacts Image(RpmSpec spec) => Inspected.Facts(Inspected.Write(spec)).Images.Single();

    [TestCase(PayloadCompressor.None)]
    [TestCase(PayloadCompressor.Gzip)]
    [TestCase(PayloadCompressor.Zstd)]
    public void An_image_of_ours_is_told_from_its_documents(PayloadCompressor compressor)
    {
        var image = Image(Inspected.Orders with { Compression = new PayloadCompression(compressor, compressor == PayloadCompressor.None ? 0 : 3) });

        Assert.That(image.Problem, Is.Null);
        Assert.That(image.Folder, Is.EqualTo(Folder));
        Assert.That(image.Reference, Does.StartWith("localhost/orders:1.2.3-"));
        Assert.That(image.Id, Does.StartWith("sha256:" + image.Reference!.Split('-')[^1]));
        Assert.That(image.Platform, Is.EqualTo("linux/amd64"));
        Assert.That(image.ExposedPorts, Is.EqualTo(new[] { "53/udp", "8080/tcp" }));
        var layer = image.Layers.Single();
        Assert.That((layer.Size, layer.MediaType, layer.InPackage), Is.EqualTo((1024L, "application/vnd.oci.image.layer.v1.tar", true)));
        Assert.That(layer.DiffId, Is.EqualTo(layer.Digest));
    }

    [TestCase("", "it is empty")]
    [TestCase("{}", null)]
    [TestCase("{\"manifests\":[null]}", "null")]
    [TestCase("{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:../../../etc/passwd\",\"size\":1}]}", "no sha256 digest")]
    [TestCase("{\"manifests\":", "not the JSON")]
    public void A_damaged_index_is_said_and_nothing_else_is_lost(string index, string? problem)
    {
        var facts = Inspected.Facts(Inspected.Write(Inspected.Orders.With(Folder + "/index.json", Encoding.UTF8.GetBytes(index))));

        Assert.That(facts.Identity.Name, Is.EqualTo("orders"));
        if (problem is null)
            Assert.That(facts.Images, Is.Empty);
        else
            Assert.That(facts.Images.Single().Problem, index.Length == 0 ? Is.Not.Null : Does.Contain(problem));
    }

    [Test]
    public void A_changed_manifest_is_no_image()
    {
        var manifest = Inspected.Orders.Files.Single(file => file.Path.Contains(Image(Inspected.Orders).ManifestDigest![7..], StringComparison.Ordinal)).Path;

        var image = Image(Inspected.Orders.With(manifest, "{\"config\":null}"u8.ToArray()));

        Assert.That(image.Problem, Is.Not.Null);
    }

    [Test]
    public void Values_of_the_environment_are_not_shown()
    {
        const string config = """{"architecture":"amd64","os":"linux","config":{"Env":["TOKEN=secret-value","PATH=/bin"]},"rootfs":{"type":"layers","diff_ids":[]},"history":[]}""";

        var facts = Inspected.Facts(Inspected.Write(LayoutWith(Encoding.UTF8.GetBytes(config))));

        Assert.That(facts.Images.Single().EnvironmentNames, Is.EqualTo(new[] { "TOKEN", "PATH" }));
        Assert.That(JsonReport.Render([facts]), Does.Not.Contain("secret-value"));
    }

    private static RpmSpec LayoutWith(byte[] config)
    {
        var manifest = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"config":{{Descriptor("config", config)}},"layers":[]}""");
        var index = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"manifests":[{{Descriptor("manifest", manifest)}}]}""");
        (string Name, byte[] Content)[] files = [("oci-layout", "{}"u8.ToArray()), ("index.json", index), (Blob(config), config), (Blob(manifest), manifest)];
        return Inspected.Orders with
        {
            Files = [.. files.Select(file => new RpmFile($"/srv/image/{file.Name}", FileKind.Regular) { Mode = 0x1A4, ModifiedAt = 0, Content = Content.FromBytes(file.Content) })],
        };
    }

    private static string Blob(byte[] content) => "blobs/sha256/" + Digest.Of(content).Hex;

    private static string Descriptor(string kind, byte[] content) =>
        $$"""{"mediaType":"application/vnd.oci.image.{{kind}}.v1+json","digest":"{{Digest.Of(content)}}","size":{{content.Length}}}""";
}
