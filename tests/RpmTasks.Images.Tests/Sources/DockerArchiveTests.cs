using System.Formats.Tar;
using System.Text;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Sources;

internal sealed class DockerArchiveTests
{
    private static readonly SampleImage Sample = SampleImage.Default;

    [Test]
    public void An_archive_gives_the_config_and_every_layer(
        [Values] bool hybrid, [Values] LayerCompression compression, [Values(TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu)] TarEntryFormat format)
    {
        using var folder = new TemporaryFolder();
        var sample = Sample with { Compression = compression };
        var path = folder.WriteArchive(Tar.Of(hybrid ? DockerArchive.Hybrid(sample) : DockerArchive.Old(sample), format));

        var image = Reading.Open(ImageTransport.DockerArchive, path, wanted: Reading.Amd64);

        Assert.That(image.Config.Bytes.ToArray(), Is.EqualTo(sample.Config));
        Assert.That(image.Config.Digest, Is.EqualTo(sample.Id));
        Assert.That(Reading.Tars(image), Is.EqualTo(sample.Tars));
        Assert.That(image.Layers.Select(layer => layer.Compression), Is.All.EqualTo(compression));
        Assert.That(image.Layers.Select(layer => layer.Blob.Digest), Is.EqualTo(sample.Layers.Select(layer => Digest.Of(layer))));
    }

    [Test]
    public void The_config_is_read_as_values()
    {
        using var folder = new TemporaryFolder();
        var run = System.Text.Json.Nodes.JsonNode.Parse("""
            { "Env": ["A=1", "B=2"], "Entrypoint": ["/e"], "Cmd": ["c"], "ExposedPorts": { "80/tcp": {}, "443/tcp": {} }, "Volumes": { "/v": {} },
              "Labels": { "z": "1", "a": "2" }, "User": "7:8", "WorkingDir": "/w", "StopSignal": "SIGQUIT", "Shell": null }
            """)!.AsObject();
        var config = Reading.Open(ImageTransport.DockerArchive, folder.WriteArchive(Tar.Of(DockerArchive.Old(Sample with { Run = run })))).Config;

        Assert.That(config.Environment, Is.EqualTo(new[] { "A=1", "B=2" }));
        Assert.That((config.Entrypoint.Single(), config.Command.Single()), Is.EqualTo(("/e", "c")));
        Assert.That(config.ExposedPorts, Is.EqualTo(new[] { "443/tcp", "80/tcp" }));
        Assert.That(config.Volumes, Is.EqualTo(new[] { "/v" }));
        Assert.That(config.Labels.Keys, Is.EqualTo(new[] { "a", "z" }));
        Assert.That((config.User, config.WorkingDirectory, config.StopSignal), Is.EqualTo(("7:8", "/w", "SIGQUIT")));
    }

    [Test]
    public void A_layer_that_is_a_link_to_another_image_s_layer_is_read()
    {
        using var folder = new TemporaryFolder();
        var second = Sample with { Name = "localhost/second:1.0", Tars = [Sample.Tars[0], Tar.Layer("other", "x")] };
        var path = folder.WriteArchive(Tar.Of(DockerArchive.Old(Sample, second)));

        Assert.That(Reading.Tars(Reading.Open(ImageTransport.DockerArchive, path, "localhost/second:1.0")), Is.EqualTo(second.Tars));
    }

    [TestCase("localhost/sample:1.0")]
    [TestCase("sample:1.0")]
    [TestCase("docker.io/library/sample:1.0")]
    public void An_image_is_found_by_its_name_however_it_is_spelt(string tag)
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(Tar.Of(DockerArchive.Old(Sample with { Name = "localhost/other:1" }, Sample)));

        Assert.That(Reading.Open(ImageTransport.DockerArchive, path, tag).Config.Digest, Is.EqualTo(Sample.Id));
    }

    [Test]
    public void One_of_several_images_must_be_named_and_the_message_lists_them([Values(null, "sample:2.0")] string? tag)
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(Tar.Of(DockerArchive.Old(Sample with { Name = "localhost/other:1" }, Sample)));

        var exception = Assert.Catch<ImageException>(() => Reading.Open(ImageTransport.DockerArchive, path, tag));

        Assert.That(exception!.Fault, Is.EqualTo(ImageFault.ImageNotListed));
        Assert.That(exception.Detail, Does.Contain("localhost/other:1, localhost/sample:1.0"));
    }

    [Test]
    public void An_untagged_image_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(Tar.Of(DockerArchive.Old(Sample with { Name = null })));

        Assert.That(Reading.Open(ImageTransport.DockerArchive, path).Config.Digest, Is.EqualTo(Sample.Id));
    }

    [Test]
    public void A_changed_layer_is_found_when_it_is_read([Values] LayerCompression compression)
    {
        using var folder = new TemporaryFolder();
        var sample = Sample with { Compression = compression };
        var members = DockerArchive.Old(sample);
        var place = members.FindIndex(member => member.Name.EndsWith("/layer.tar", StringComparison.Ordinal));
        members[place] = members[place] with { Content = [.. members[place].Content[..^1], 0x80] };

        var image = Reading.Open(ImageTransport.DockerArchive, folder.WriteArchive(Tar.Of(members)));

        Assert.That(Reading.FaultOf(() => _ = Reading.Tars(image).ToList()), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void An_archive_compressed_as_a_whole_is_unpacked_to_the_spool([Values(LayerCompression.Gzip, LayerCompression.Zstd)] LayerCompression compression)
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(SampleImage.Compress(Tar.Of(DockerArchive.Old(Sample)), compression));
        var reference = new ImageReference(ImageTransport.DockerArchive, path);

        var image = Images.Sources.ImageSource.Open(reference, null, folder.File("spool"), default);

        Assert.That(Reading.Tars(image), Is.EqualTo(Sample.Tars));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.DockerArchive, path)), Is.EqualTo(ImageFault.NotAnImage), "without a spool");
    }

    [Test]
    public void A_config_named_by_its_whole_digest_is_checked_too([Values] bool damaged)
    {
        using var folder = new TemporaryFolder();
        var sample = Sample with { Compression = LayerCompression.Gzip, Tars = [Sample.Tars[0]] };
        var layer = sample.Layers.Single();
        var manifest = $$"""[{"Config":"{{sample.Id}}","RepoTags":["a:1"],"Layers":["{{Digest.Of(layer).Hex}}.tar.gz"]}]""";
        var config = damaged ? [.. sample.Config, (byte)' '] : sample.Config;
        var path = folder.WriteArchive(Tar.Of([new(sample.Id.ToString(), config), new(Digest.Of(layer).Hex + ".tar.gz", layer), new("manifest.json", Encoding.UTF8.GetBytes(manifest))]));

        if (damaged)
            Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.DockerArchive, path)), Is.EqualTo(ImageFault.DigestMismatch));
        else
            Assert.That(Reading.Tars(Reading.Open(ImageTransport.DockerArchive, path)), Is.EqualTo(sample.Tars));
    }

    [Test]
    public void What_skopeo_writes_is_read()
    {
        RealTool.Require("skopeo");
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout(OciLayout.Flat(Sample));
        var copy = RealTool.Run("skopeo", "copy", "--insecure-policy", "oci:" + layout + ":localhost/sample:1.0", "docker-archive:" + folder.File("out.tar") + ":localhost/sample:1.0");
        Assert.That(copy.ExitCode, Is.Zero, copy.All);

        var image = Reading.Open(ImageTransport.DockerArchive, folder.File("out.tar"), "localhost/sample:1.0");

        Assert.That(Reading.Tars(image), Is.EqualTo(Sample.Tars));
        Assert.That(image.Config.DiffIds, Is.EqualTo(Sample.Tars.Select(tar => Digest.Of(tar))));
    }

    [Test]
    public void An_OCI_archive_is_refused_with_the_name_to_write()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteArchive(Tar.Of(OciLayout.Flat(Sample)));

        Assert.That(() => Reading.Open(ImageTransport.DockerArchive, path), Throws.InstanceOf<ImageException>().With.Message.Contains("oci-archive:"));
    }

    [TestCase("[]", ImageFault.NotAnImage)]
    [TestCase("[null]", ImageFault.NotAnImage)]
    [TestCase("{}", ImageFault.NotAnImage)]
    [TestCase("null", ImageFault.NotAnImage)]
    [TestCase("", ImageFault.Truncated)]
    [TestCase("[{", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":7}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Layers":[]}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"missing.json","Layers":[]}]""", ImageFault.Truncated)]
    [TestCase("""[{"Config":"../config.json","Layers":[]}]""", ImageFault.EscapingPath)]
    [TestCase("""[{"Config":"/etc/passwd","Layers":[]}]""", ImageFault.EscapingPath)]
    [TestCase("""[{"Config":"out","Layers":[]}]""", ImageFault.EscapingPath)]
    [TestCase("""[{"Config":"manifest.json","Layers":[]}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"config.json","Layers":null}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"config.json","Layers":[null]}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"config.json","Layers":["missing"]}]""", ImageFault.Truncated)]
    [TestCase("""[{"Config":"config.json","Layers":["out"]}]""", ImageFault.EscapingPath)]
    [TestCase("""[{"Config":"config.json","Layers":["a","a"]}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"config.json","Layers":["a"],"Layers":["b"]}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"config.json","Layers":["bz2"]}]""", ImageFault.NotAnImage)]
    [TestCase("""[{"Config":"0000000000000000000000000000000000000000000000000000000000000000.json","Layers":["a"]}]""", ImageFault.DigestMismatch)]
    [TestCase("""[{"Config":"config.json","Layers":["blobs/sha256/0000000000000000000000000000000000000000000000000000000000000000"]}]""", ImageFault.DigestMismatch)]
    [TestCase("""[{"Config":"big","Layers":[]}]""", ImageFault.LimitExceeded)]
    public void A_lying_manifest_is_a_coded_fault(string manifest, object expected)
    {
        using var folder = new TemporaryFolder();
        var sample = Sample with { Tars = [Sample.Tars[0]] };
        var zeros = new string('0', 64);
        var path = folder.WriteArchive(Tar.Of(
        [
            new("manifest.json", Encoding.UTF8.GetBytes(manifest)),
            new("config.json", sample.Config),
            new(zeros + ".json", sample.Config),
            new("blobs/sha256/" + zeros, sample.Tars[0]),
            new("a", sample.Tars[0]),
            new("bz2", "BZh91AY"u8.ToArray()),
            new("big", new byte[(4 << 20) + 1]),
            Member.LinkTo("out", "../../../etc/passwd"),
        ]));

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.DockerArchive, path)), Is.EqualTo((ImageFault)expected));
    }
}
