using System.Formats.Tar;
using System.Text.Json.Nodes;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Sources;

internal sealed class OciLayoutTests
{
    private static readonly SampleImage Amd = SampleImage.Default with { Name = null };
    private static readonly SampleImage Arm = Amd with { Architecture = "arm64", Variant = "v8", Tars = [Tar.Layer("arm", "64")] };
    private static readonly SampleImage Windows = Amd with { Os = "windows" };
    private static readonly ImagePlatform Arm64 = new("linux", "arm64");

    [Test]
    public void A_layout_gives_the_config_and_every_layer([Values] bool archive, [Values] LayerCompression compression, [Values] bool dockerTypes)
    {
        using var folder = new TemporaryFolder();
        var sample = SampleImage.Default with { Compression = compression };
        var members = new OciLayout { DockerTypes = dockerTypes }.With(sample);

        var image = archive
            ? Reading.Open(ImageTransport.OciArchive, folder.WriteArchive(Tar.Of(members, TarEntryFormat.Pax)))
            : Read(folder, members);

        Assert.That(image.Config.Bytes.ToArray(), Is.EqualTo(sample.Config));
        Assert.That(Reading.Tars(image), Is.EqualTo(sample.Tars));
        Assert.That(image.Layers.Select(layer => layer.Blob.Digest), Is.EqualTo(sample.Layers.Select(layer => Digest.Of(layer))));
        Assert.That(image.Layers.Select(layer => layer.Compression), Is.All.EqualTo(compression));
    }

    [Test]
    public void The_image_for_the_platform_is_chosen([Values(0, 1, 4)] int depth, [Values] bool dockerTypes, [Values] bool emptyPlatforms)
    {
        using var folder = new TemporaryFolder();
        var members = new OciLayout { DockerTypes = dockerTypes, EmptyPlatforms = emptyPlatforms }.Nested(null, depth, Amd, Arm, Windows);

        Assert.That(Read(folder, members, Arm64).Config.Digest, Is.EqualTo(Arm.Id));
    }

    [Test]
    public void Several_platforms_and_none_wanted_names_them()
    {
        using var folder = new TemporaryFolder();
        var members = new OciLayout().Nested("1.0", 1, Amd, Arm);

        var exception = Assert.Catch<ImageException>(() => Read(folder, members));

        Assert.That(exception!.Fault, Is.EqualTo(ImageFault.PlatformMissing));
        Assert.That(exception.Detail, Does.Contain("linux/amd64, linux/arm64/v8"));
    }

    [Test]
    public void A_platform_that_is_not_there_names_those_that_are()
    {
        using var folder = new TemporaryFolder();
        var members = new OciLayout().Nested("1.0", 1, Amd, Arm);

        var exception = Assert.Catch<ImageException>(() => Read(folder, members, new ImagePlatform("linux", "s390x")));

        Assert.That(exception!.Fault, Is.EqualTo(ImageFault.PlatformMissing));
        Assert.That(exception.Detail, Does.Contain("linux/s390x").And.Contain("linux/amd64, linux/arm64/v8"));
    }

    [TestCase("v7", "v7")]
    [TestCase(null, null)]
    [TestCase("v6", "v6")]
    public void A_variant_is_chosen_exactly_when_it_is_there(string? wanted, string? chosen)
    {
        using var folder = new TemporaryFolder();
        SampleImage[] images = [.. new[] { null, "v6", "v7" }.Select(variant => Amd with { Architecture = "arm", Variant = variant })];

        var config = Read(folder, new OciLayout().Nested(null, 1, images), new ImagePlatform("linux", "arm", wanted)).Config;

        Assert.That(config.Platform.Variant, Is.EqualTo(chosen));
    }

    [Test]
    public void A_Windows_image_is_refused([Values] bool wanted)
    {
        using var folder = new TemporaryFolder();

        Assert.That(Reading.FaultOf(() => Read(folder, OciLayout.Flat(Windows), wanted ? Reading.Amd64 : null)), Is.EqualTo(ImageFault.PlatformMissing));
    }

    [Test]
    public void An_index_that_lies_about_the_platform_is_found_out()
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayout();
        var descriptor = layout.AddImage(Arm);
        descriptor["platform"]!["architecture"] = "amd64";

        Assert.That(Reading.FaultOf(() => Read(folder, layout.Finish(descriptor), Reading.Amd64)), Is.EqualTo(ImageFault.PlatformMissing));
    }

    [TestCase("1.0")]
    [TestCase("sample:1.0")]
    [TestCase("localhost/sample:1.0")]
    public void An_image_is_found_by_its_name_or_tag(string tag)
    {
        using var folder = new TemporaryFolder();
        var members = OciLayout.Flat(Amd with { Name = "localhost/sample:1.0" }, Arm with { Name = "localhost/sample:2.0" });

        Assert.That(Read(folder, members, tag: tag).Config.Digest, Is.EqualTo(Amd.Id));
    }

    [Test]
    public void A_name_on_an_index_is_the_name_of_the_images_in_it()
    {
        using var folder = new TemporaryFolder();
        var members = new OciLayout().Nested("1.0", 2, Amd, Arm);

        Assert.That(Read(folder, members, Arm64, "1.0").Config.Digest, Is.EqualTo(Arm.Id));
        Assert.That(Reading.FaultOf(() => Reading.Open(ImageTransport.OciDirectory, folder.File("layout"), "2.0")), Is.EqualTo(ImageFault.ImageNotListed));
    }

    [TestCase("1.0")]
    [TestCase("latest")]
    public void An_index_that_is_listed_under_two_names_is_found_by_both(string tag)
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayout();
        var index = new JsonObject { ["manifests"] = new JsonArray(layout.AddImage(Amd), layout.AddImage(Arm)) };
        var descriptor = layout.AddBlob("application/vnd.oci.image.index.v1+json", System.Text.Encoding.UTF8.GetBytes(index.ToJsonString()));
        JsonObject Named(string name)
        {
            var named = descriptor.DeepClone().AsObject();
            named["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = name };
            return named;
        }

        Assert.That(Read(folder, layout.Finish(Named("1.0"), Named("latest")), Arm64, tag).Config.Digest, Is.EqualTo(Arm.Id));
    }

    [Test]
    public void Images_of_several_names_must_be_named([Values] bool wanted)
    {
        using var folder = new TemporaryFolder();
        var members = OciLayout.Flat(Amd with { Name = "a:1" }, Arm with { Name = "b:1" });

        var exception = Assert.Catch<ImageException>(() => Read(folder, members, wanted ? Reading.Amd64 : null));

        Assert.That((exception!.Fault, exception.Detail), Is.EqualTo((ImageFault.ImageNotListed, "holds 2 images; name one after the path: a:1, b:1")));
    }

    [Test]
    public void One_image_under_two_names_needs_none()
    {
        using var folder = new TemporaryFolder();

        Assert.That(Read(folder, OciLayout.Flat(Amd with { Name = "a:1" }, Amd with { Name = "b:1" })).Config.Digest, Is.EqualTo(Amd.Id));
    }

    [Test]
    public void Provenance_beside_an_image_is_no_second_image()
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayout();
        var attestation = layout.AddImage(Amd with { Os = "unknown", Architecture = "unknown" });

        Assert.That(Read(folder, layout.Finish(layout.AddImage(Amd), attestation)).Config.Digest, Is.EqualTo(Amd.Id));
    }

    [Test]
    public void What_skopeo_writes_is_read([Values("oci", "oci-archive")] string transport)
    {
        RealTool.Require("skopeo");
        using var folder = new TemporaryFolder();
        var source = folder.WriteLayout(OciLayout.Flat(SampleImage.Default));
        var copy = RealTool.Run("skopeo", "copy", "--insecure-policy", $"oci:{source}:localhost/sample:1.0", $"{transport}:{folder.File("out")}:other:2.0");
        Assert.That(copy.ExitCode, Is.Zero, copy.All);

        var image = Reading.Open(transport == "oci" ? ImageTransport.OciDirectory : ImageTransport.OciArchive, folder.File("out"), "other:2.0");

        Assert.That(image.Config.Digest, Is.EqualTo(SampleImage.Default.Id));
        Assert.That(Reading.Tars(image), Is.EqualTo(SampleImage.Default.Tars));
    }

    private static ContainerImage Read(TemporaryFolder folder, IEnumerable<Member> members, ImagePlatform? wanted = null, string? tag = null) =>
        Reading.Open(ImageTransport.OciDirectory, folder.WriteLayout(members), tag, wanted);
}
