using System.Text;
using System.Text.Json.Nodes;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Sources;

internal sealed class HostileLayoutTests
{
    private static readonly SampleImage Sample = SampleImage.Default;
    private static readonly string Zeros = new('0', 64);

    [TestCase("")]
    [TestCase("sha512:00")]
    [TestCase("sha256:../../../../etc/passwd")]
    [TestCase("sha256:/etc/passwd")]
    [TestCase("../../etc/passwd")]
    [TestCase(null)]
    public void A_digest_that_is_none_is_never_a_path(string? digest) =>
        Assert.That(FaultWith(descriptor => descriptor["digest"] = digest), Is.EqualTo(ImageFault.NotAnImage));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1)]
    [TestCase(long.MaxValue)]
    public void A_size_that_is_not_the_blob_s_is_found(long size) =>
        Assert.That(FaultWith(descriptor => descriptor["size"] = size), Is.EqualTo(ImageFault.DigestMismatch));

    [Test]
    public void A_blob_that_is_not_there_is_found() =>
        Assert.That(FaultWith(descriptor => descriptor["digest"] = "sha256:" + Zeros), Is.EqualTo(ImageFault.Truncated));

    [Test]
    public void A_changed_manifest_or_config_is_found([Values("manifest", "config")] string what)
    {
        using var folder = new TemporaryFolder();
        var members = OciLayout.Flat(Sample);
        var member = members.First(member => Encoding.UTF8.GetString(member.Content).Contains(what == "config" ? "\"rootfs\"" : "\"layers\":[{", StringComparison.Ordinal));
        member.Content[^1] = (byte)' ';

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, folder.WriteLayout(members))), Is.EqualTo(ImageFault.DigestMismatch));
    }

    [Test]
    public void Indexes_nested_too_deep_are_refused()
    {
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout(new OciLayout().Nested(null, 6, Sample));

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, layout)), Is.EqualTo(ImageFault.LimitExceeded));
    }

    [Test]
    public void Indexes_that_multiply_are_refused()
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayout();
        JsonObject[] descriptors = [layout.AddImage(Sample)];
        for (var level = 0; level < 4; level++)
        {
            var index = new JsonObject { ["manifests"] = new JsonArray([.. Enumerable.Range(0, 50).Select(_ => descriptors[0].DeepClone())]) };
            descriptors = [layout.AddBlob("application/vnd.oci.image.index.v1+json", Encoding.UTF8.GetBytes(index.ToJsonString()))];
        }

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, folder.WriteLayout(layout.Finish(descriptors)))), Is.EqualTo(ImageFault.LimitExceeded));
    }

    [TestCase("config", "application/vnd.oci.empty.v1+json")]
    [TestCase("config", null)]
    [TestCase("layer", "application/vnd.oci.image.layer.v1.tar+gzip+encrypted")]
    public void A_manifest_of_something_else_is_refused(string what, string? type)
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayout();
        var config = layout.AddBlob("application/vnd.oci.image.config.v1+json", (Sample with { Tars = [Sample.Tars[0]] }).Config);
        var layer = layout.AddBlob("application/vnd.oci.image.layer.v1.tar", Sample.Tars[0]);
        (what == "config" ? config : layer)["mediaType"] = type;
        var manifest = layout.AddBlob("application/vnd.oci.image.manifest.v1+json", Encoding.UTF8.GetBytes(new JsonObject { ["config"] = config, ["layers"] = new JsonArray(layer) }.ToJsonString()));

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, folder.WriteLayout(layout.Finish(manifest)))), Is.EqualTo(ImageFault.NotAnImage));
    }

    [TestCase("{}")]
    [TestCase("{\"manifests\":[]}")]
    [TestCase("{\"manifests\":[null]}")]
    [TestCase("{\"manifests\":{}}")]
    [TestCase("{\"manifests\":[{\"mediaType\":\"application/x\"}]}")]
    [TestCase("x")]
    public void An_index_without_images_is_no_image(string index)
    {
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout([new("oci-layout", "{}"u8.ToArray()), new("index.json", Encoding.UTF8.GetBytes(index))]);

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, layout)), Is.EqualTo(ImageFault.NotAnImage));
    }

    [TestCase("oci-layout")]
    [TestCase("index.json")]
    public void A_folder_that_lacks_a_part_is_no_layout(string part)
    {
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout(OciLayout.Flat(Sample));
        File.Delete(Path.Combine(layout, part));

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, layout)), Is.EqualTo(ImageFault.NotAnImage));
    }

    [TestCase("blobs")]
    [TestCase("blobs/sha256")]
    [TestCase("index.json")]
    [TestCase("blob")]
    public void A_link_out_of_the_folder_is_not_followed(string part)
    {
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout(OciLayout.Flat(Sample));
        var path = Path.Combine(layout, part == "blob" ? OciLayout.PathOf(Sample.Id) : part);
        Directory.Move(path, folder.File("outside"));
        File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, folder.File("outside")));

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, layout)), Is.EqualTo(ImageFault.EscapingPath));
    }

    [Test]
    public void Links_within_the_folder_are_followed([Values] bool absolute)
    {
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout(OciLayout.Flat(Sample));
        Directory.Move(Path.Combine(layout, "blobs"), Path.Combine(layout, "store"));
        File.CreateSymbolicLink(Path.Combine(layout, "blobs"), absolute ? Path.Combine(layout, "store") : "store");

        Assert.That(Reading.Open(ImageTransport.OciDirectory, layout).Config.Digest, Is.EqualTo(Sample.Id));
    }

    [Test]
    public void What_is_not_there_or_of_another_kind_is_a_coded_fault()
    {
        using var folder = new TemporaryFolder();
        var file = folder.WriteArchive("text"u8.ToArray());

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, folder.File("none"))), Is.EqualTo(ImageFault.NotFound));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, file)), Is.EqualTo(ImageFault.NotAnImage));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciArchive, folder.File("none"))), Is.EqualTo(ImageFault.NotFound));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.DockerArchive, folder.Path)), Is.EqualTo(ImageFault.NotAnImage));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.Scratch, "scratch")), Is.EqualTo(ImageFault.PlatformMissing));
    }

    [Test]
    public void A_pipe_is_not_waited_for()
    {
        RealTool.Require("mkfifo");
        using var folder = new TemporaryFolder();
        var layout = folder.WriteLayout(OciLayout.Flat(Sample));
        File.Delete(Path.Combine(layout, "index.json"));
        RealTool.Run("mkfifo", folder.File("image.tar"), Path.Combine(layout, "index.json"));

        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.DockerArchive, folder.File("image.tar"))), Is.EqualTo(ImageFault.Truncated));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, layout)), Is.EqualTo(ImageFault.Truncated));
    }

    /// <summary>The fault when the descriptor of the manifest is changed.</summary>
    private static ImageFault? FaultWith(Action<JsonObject> change)
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayout();
        var descriptor = layout.AddImage(Sample);
        change(descriptor);
        var top = folder.WriteLayout(layout.Finish(descriptor));
        return Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, top));
    }
}
