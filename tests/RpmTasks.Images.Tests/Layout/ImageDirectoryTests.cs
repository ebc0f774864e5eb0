using System.Text;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Layout;

internal sealed class ImageDirectoryTests
{
    private const string Reference = "localhost/sample:1.0-0123456789ab";

    [Test]
    public void The_directory_is_read_back_as_the_same_image(
        [Values] LayerCompression stored, [Values] BlobCompression wanted, [Values(ImageTransport.DockerArchive, ImageTransport.OciDirectory)] ImageTransport transport)
    {
        using var folder = new TemporaryFolder();
        var sample = SampleImage.Default with { Compression = stored };
        var directory = Plan(folder, Source(folder, sample), wanted);
        ImageDirectoryWriter.WriteTo(directory, folder.File("image"), default);

        var image = transport == ImageTransport.OciDirectory
            ? Reading.Open(transport, folder.File("image"), Reference, Reading.Amd64)
            : Reading.Open(transport, folder.WriteArchive(Tar.Of(directory.Files.Select(file => new Member(file.Path, Reading.ReadAll(file.Content.Open()))))), Reference);

        Assert.That(image.Config.Digest, Is.EqualTo(sample.Id), "the image's ID");
        Assert.That(directory.ConfigDigest, Is.EqualTo(sample.Id));
        Assert.That(Reading.Tars(image), Is.EqualTo(sample.Tars));
        Assert.That(image.Layers.Select(layer => layer.Compression), Is.All.EqualTo(Expected(stored, wanted)));
    }

    [Test]
    public void The_files_are_the_known_ones_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        var directory = Plan(folder, Source(folder, SampleImage.Default), BlobCompression.None);
        var blobs = SampleImage.Default.Tars.Select(tar => Digest.Of(tar)).Append(directory.ConfigDigest).Append(directory.ManifestDigest)
            .Select(digest => "blobs/sha256/" + digest.Hex).Order(StringComparer.Ordinal);

        Assert.That(directory.Files.Select(file => file.Path), Is.EqualTo([.. blobs, "index.json", "manifest.json", "oci-layout"]));
        Assert.That(directory.Files, Is.All.Matches<ImageDirectoryFile>(file => Digest.Of(Reading.ReadAll(file!.Content.Open())) == file.Content.Digest));
    }

    [Test]
    public void The_documents_are_these_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var sample = SampleImage.Default with { Architecture = "arm", Variant = "v7", Tars = [SampleImage.Default.Tars[0]] };
        var directory = Plan(folder, Source(folder, sample), BlobCompression.Keep);
        var (config, manifest, layer) = (directory.ConfigDigest, directory.ManifestDigest, Digest.Of(sample.Tars[0]));
        string Text(string path) => Encoding.UTF8.GetString(Reading.ReadAll(directory.Files.Single(file => file.Path == path).Content.Open()));

        Assert.That(Text("oci-layout"), Is.EqualTo("""{"imageLayoutVersion":"1.0.0"}"""));
        Assert.That(Text("manifest.json"), Is.EqualTo($$"""[{"Config":"blobs/sha256/{{config.Hex}}","RepoTags":["{{Reference}}"],"Layers":["blobs/sha256/{{layer.Hex}}"]}]"""));
        Assert.That(Text("blobs/sha256/" + manifest.Hex), Is.EqualTo(
            $$$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{{config}}}","size":{{{sample.Config.Length}}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{{layer}}}","size":{{{sample.Tars[0].Length}}}}]}"""));
        Assert.That(Text("index.json"), Is.EqualTo(
            $$$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{{manifest}}}","size":{{{Text("blobs/sha256/" + manifest.Hex).Length}}},"platform":{"architecture":"arm","os":"linux","variant":"v7"},"annotations":{"io.containerd.image.name":"{{{Reference}}}","org.opencontainers.image.ref.name":"{{{Reference}}}"}}]}"""));
    }

    [Test]
    public void A_layer_that_comes_twice_is_one_file()
    {
        using var folder = new TemporaryFolder();
        var tar = SampleImage.Default.Tars[0];
        var directory = Plan(folder, Source(folder, SampleImage.Default with { Tars = [tar, tar] }), BlobCompression.None);

        Assert.That(directory.Files, Has.Length.EqualTo(6));
        Assert.That(directory.Image.Layers, Has.Length.EqualTo(2));
    }

    [Test]
    public void A_layer_that_has_the_wanted_compression_is_not_copied_to_the_spool()
    {
        using var folder = new TemporaryFolder();
        Plan(folder, Source(folder, SampleImage.Default), BlobCompression.None);

        Assert.That(Directory.Exists(folder.File("spool")), Is.False);
    }

    [Test]
    public void Compressing_gives_the_same_bytes_every_time([Values(BlobCompression.Gzip, BlobCompression.Zstd)] BlobCompression compression)
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var sample = SampleImage.Default with { Tars = [Tar.Layer("words", string.Concat(Enumerable.Range(0, 9999).Select(i => i * i)))] };

        // Another digest means that every image with this property changes with the next version: a note in the changelog.
        var digests = new[] { folder, other }.Select(place => Plan(place, Source(place, sample), compression).Image.Layers[0].Blob.Digest.ToString());

        Assert.That(digests, Is.All.EqualTo(compression == BlobCompression.Gzip
            ? "sha256:7ea4de797f66ec0a1a88236a07a37abd7a1a65c43efb91918ca43615e7e20b92"
            : "sha256:38d7d4956768bf84e33a78423f6e9fb6d84592746634eebf78a019451b2409f7"));
    }

    [Test]
    public void Each_level_gives_other_bytes([Values(BlobCompression.Gzip, BlobCompression.Zstd)] BlobCompression compression)
    {
        using var folder = new TemporaryFolder();
        var image = Source(folder, SampleImage.Default with { Tars = [Tar.Layer("words", string.Concat(Enumerable.Range(0, 9999).Select(i => i * i)))] });
        var plans = new int?[] { null, 1, compression == BlobCompression.Gzip ? 6 : 3, 9 }
            .Select(level => ImageDirectoryWriter.Plan(image, Wish(folder, compression) with { Level = level }, default).Image.Layers[0])
            .ToList();

        Assert.That(plans.Select(layer => layer.Blob.Digest).Distinct().ToList(), Has.Count.EqualTo(3));
        Assert.That(plans[2].Blob.Digest, Is.EqualTo(plans[0].Blob.Digest), "the usual one");
        Assert.That(plans.Select(layer => Reading.Tars(image with { Layers = [layer] }).Single()), Is.All.EqualTo(Reading.Tars(image).Single()));
    }

    [Test]
    public void What_is_unpacked_or_compressed_is_told()
    {
        using var folder = new TemporaryFolder();
        var image = Source(folder, SampleImage.Default with { Compression = LayerCompression.Gzip });
        List<RewrittenLayer> Told(BlobCompression compression)
        {
            var told = new List<RewrittenLayer>();
            ImageDirectoryWriter.Plan(image, Wish(folder, compression) with { Rewritten = told.Add }, default);
            return told;
        }

        var tars = SampleImage.Default.Tars;
        Assert.That(Told(BlobCompression.Gzip), Is.Empty);
        Assert.That(Told(BlobCompression.Zstd), Is.EqualTo(tars.Select(tar => new RewrittenLayer(Digest.Of(tar), tar.Length, LayerCompression.Zstd))));
        Assert.That(Told(BlobCompression.None), Is.EqualTo(tars.Select(tar => new RewrittenLayer(Digest.Of(tar), tar.Length, LayerCompression.None))));
    }

    [Test]
    public void A_damaged_compressed_layer_leaves_nothing_in_the_spool([Values(LayerCompression.Gzip, LayerCompression.Zstd)] LayerCompression stored)
    {
        using var folder = new TemporaryFolder();
        var image = Source(folder, SampleImage.Default with { Compression = stored });
        var damaged = image with { Layers = [.. image.Layers.Select(layer => layer with { DiffId = Digest.Of([9]) })] };

        Assert.That(Reading.FaultOf(() => Plan(folder, damaged, BlobCompression.None)), Is.EqualTo(ImageFault.DigestMismatch));
        Assert.That(Directory.GetFiles(folder.File("spool"), "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_layer_that_is_at_hand_is_unpacked_only_when_it_is_opened([Values(LayerCompression.Gzip, LayerCompression.Zstd)] LayerCompression stored)
    {
        using var folder = new TemporaryFolder();
        var image = Source(folder, SampleImage.Default with { Compression = stored });
        var unpacked = Plan(folder, image, BlobCompression.None);
        var lengths = unpacked.Image.Layers.ToDictionary(layer => layer.DiffId, layer => layer.Blob.Size);
        Directory.Delete(folder.File("spool"), recursive: true);

        var planned = ImageDirectoryWriter.Plan(image, Wish(folder, BlobCompression.None) with { KnownLength = layer => lengths[layer] }, default);

        Assert.That(Directory.Exists(folder.File("spool")), Is.False);
        Assert.That(planned.Files.Select(file => (file.Path, file.Content.Digest)), Is.EqualTo(unpacked.Files.Select(file => (file.Path, file.Content.Digest))));
        ImageDirectoryWriter.WriteTo(planned, folder.File("image"), default);
    }

    [Test]
    public void A_layer_that_is_not_what_it_says_is_not_left_behind()
    {
        using var folder = new TemporaryFolder();
        var image = Source(folder, SampleImage.Default);
        var lying = image.Layers[0] with { Blob = image.Layers[0].Blob with { Open = () => new MemoryStream(new byte[image.Layers[0].Blob.Size]) } };
        var directory = Plan(folder, image with { Layers = [lying, image.Layers[1]] }, BlobCompression.None);

        Assert.That(Reading.FaultOf(() => ImageDirectoryWriter.WriteTo(directory, folder.File("image"), default)), Is.EqualTo(ImageFault.DigestMismatch));
        Assert.That(File.Exists(folder.File("image", "blobs", "sha256", lying.DiffId.Hex)), Is.False);
    }

    private static LayerCompression Expected(LayerCompression stored, BlobCompression wanted) => wanted switch
    {
        BlobCompression.None => LayerCompression.None,
        BlobCompression.Gzip => LayerCompression.Gzip,
        BlobCompression.Zstd => LayerCompression.Zstd,
        _ => stored,
    };

    private static ContainerImage Source(TemporaryFolder folder, SampleImage sample) =>
        Reading.Open(ImageTransport.OciDirectory, folder.WriteLayout(OciLayout.Flat(sample)));

    private static ImageDirectory Plan(TemporaryFolder folder, ContainerImage image, BlobCompression compression) =>
        ImageDirectoryWriter.Plan(image, Wish(folder, compression), default);

    private static LayoutWish Wish(TemporaryFolder folder, BlobCompression compression) => new(Reference, compression, folder.File("spool"));
}
