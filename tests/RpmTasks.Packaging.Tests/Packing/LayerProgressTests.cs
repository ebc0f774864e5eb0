using RpmTasks.Images.Flattening;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Layers;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Tests.Packing;

internal sealed class LayerProgressTests
{
    private static readonly Digest Layer = Digest.Parse("sha256:0123456789ab" + new string('0', 52));

    [TestCase(LayerCompression.None, "Layer 0123456789ab (278.0 MB): unpacked in 3.2 s")]
    [TestCase(LayerCompression.Gzip, "Layer 0123456789ab (278.0 MB): compressed with gzip in 3.2 s")]
    [TestCase(LayerCompression.Zstd, "Layer 0123456789ab (278.0 MB): compressed with zstd in 3.2 s")]
    public void A_layer_whose_compression_changed_says_how_long_it_took(LayerCompression compression, string expected) =>
        Assert.That(Say(3.2, progress => progress.Report(new RewrittenLayer(Layer, 278_000_000, compression))), Is.EqualTo((expected, "")));

    [TestCase(true, "Layer 0123456789ab (278.0 MB): from the cache in 1.1 s")]
    [TestCase(false, "Layer 0123456789ab (278.0 MB): compressed in 1.1 s")]
    public void A_layer_that_was_written_says_whether_it_came_from_the_cache(bool isKept, string expected) =>
        Assert.That(Say(1.1, progress => progress.Report(new WrittenContent("/usr/share/orders/image/blobs/sha256/" + Layer.Hex, 278_000_000, isKept))), Is.EqualTo((expected, "")));

    [Test]
    public void A_layer_that_becomes_files_of_the_host_says_that_it_was_read() =>
        Assert.That(Say(1.4, progress => progress.Report(new FlattenedLayer(Layer, 278_000_000))), Is.EqualTo(("Layer 0123456789ab (278.0 MB): read in 1.4 s", "")));

    [Test]
    public void Each_layer_is_told_of_when_the_image_becomes_files_of_the_host()
    {
        using var project = new LayeredProject { Step = TimeSpan.FromSeconds(2) };
        var input = project.Project("orders", "lower", "upper").With(service => service with { Engine = "systemd" });

        project.Refuse(input with { Image = input.Image with { Layers = "" } });

        Assert.That(project.Progress.Select(line => line.Split(' ')[1]), Is.EqualTo(new[] { "lower", "upper" }.Select(layer => LayeredProject.Hex(layer)[..12])));
        Assert.That(project.Progress, Has.All.EndsWith(": read in 2.0 s"));
    }

    [Test]
    public void What_takes_no_second_is_for_the_detailed_log() =>
        Assert.That(Say(0.9, progress => progress.Report(new RewrittenLayer(Layer, 1_000_000, LayerCompression.None))), Is.EqualTo(("", "Layer 0123456789ab (1.0 MB): unpacked in 0.9 s")));

    private static (string Progress, string Detail) Say(double seconds, Action<LayerProgress> report)
    {
        var (said, detail, elapsed) = ("", "", TimeSpan.Zero);
        report(new LayerProgress(new BuildEnvironment
        {
            Parallelism = 1,
            Variable = _ => null,
            Now = DateTimeOffset.UnixEpoch,
            Elapsed = () => elapsed += TimeSpan.FromSeconds(seconds),
            Log = new PackLog(line => detail += line, line => said += line),
        }));
        return (said, detail);
    }
}
