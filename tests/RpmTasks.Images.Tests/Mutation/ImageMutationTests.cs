using System.Formats.Tar;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;
using RpmTasks.Testing.Mutations;

namespace RpmTasks.Images.Tests.Mutation;

/// <summary>Whatever becomes of an archive or a layout, reading all of it gives an image or a coded fault, and never what lies beside it.</summary>
internal sealed class ImageMutationTests
{
    private const string Canary = "canary-outside";

    private static readonly Member Outside = new("outside", Tar.Layer("etc/" + Canary, Canary));
    private static readonly SampleImage Sample = SampleImage.Default with { Compression = LayerCompression.Gzip };

    private static readonly (ImageTransport Transport, TarEntryFormat Format, ImageSeed Seed)[] Seeds =
    [
        (ImageTransport.DockerArchive, TarEntryFormat.Gnu, new ImageSeed(DockerArchive.Old(SampleImage.Default), Outside)),
        (ImageTransport.DockerArchive, TarEntryFormat.Pax, new ImageSeed(DockerArchive.Hybrid(Sample), Outside)),
        (ImageTransport.OciArchive, TarEntryFormat.Gnu, new ImageSeed(OciLayout.Flat(Sample with { Compression = LayerCompression.Zstd }), Outside)),
        (ImageTransport.OciArchive, TarEntryFormat.Pax, new ImageSeed(new OciLayout().Nested("1.0", 2, Sample), Outside)),
    ];

    [Test]
    public void Damaged_archives_give_a_coded_fault_or_an_image()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(Outside.Name), Outside.Content);
        MutationRun.Run(29, random =>
        {
            var (transport, format, seed) = Seeds[random.Next(Seeds.Length)];
            var tar = Tar.Of(seed.Mutate(random).Where(member => member.Name.Length > 0), format);
            tar = random.Next(4) switch
            {
                0 => Mutator.Anywhere(tar, random),
                1 => ImageSeed.DamageHeader(tar, random),
                _ => tar,
            };
            Directory.CreateDirectory(folder.File("in"));
            File.WriteAllBytes(folder.File("in", "image.tar"), tar);
            return new Mutant($"{transport} {format}", tar, () => ReadAll(transport, folder.File("in", "image.tar")));
        });
    }

    [Test]
    public void Damaged_layouts_give_a_coded_fault_or_an_image()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(Outside.Name), Outside.Content);
        var seed = new ImageSeed(new OciLayout().Nested("1.0", 1, Sample), Outside);
        MutationRun.Run(1, random =>
        {
            var layout = folder.File("layout");
            if (Directory.Exists(layout))
                Directory.Delete(layout, recursive: true);
            Write(layout, seed.Mutate(random));
            return new Mutant("layout", default, () => ReadAll(ImageTransport.OciDirectory, layout));
        });
    }

    /// <summary>What a file system can hold of the members, below the folder.</summary>
    private static void Write(string layout, IEnumerable<Member> members)
    {
        foreach (var member in members)
        {
            var path = Path.GetFullPath(Path.Combine(layout, member.Name));
            if (!path.StartsWith(layout + "/", StringComparison.Ordinal) || member.Name.EndsWith('/') || Directory.Exists(path))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Delete(path);
            if (member.Link is null or "")
                File.WriteAllBytes(path, member.Content);
            else
                File.CreateSymbolicLink(path, member.Link);
        }
    }

    private static void ReadAll(ImageTransport transport, string path)
    {
        try
        {
            var image = Reading.Open(transport, path);
            foreach (var tar in Reading.Tars(image))
                Assert.That(tar.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Canary)), Is.Negative, "a file beside the image was read");
        }
        catch (ImageException)
        {
            // The fault that a build reports.
        }
    }
}
