using System.Text.Json.Nodes;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Caching;
using RpmTasks.Packaging.Info;
using RpmTasks.Packaging.Input;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>RpmImageCompression over builds with one cache: each layer is compressed once for each content and setting.</summary>
[TestFixture("gzip")]
[TestFixture("zstd")]
internal sealed class RecompressedLayerTests(string compression)
{
    private LayeredProject _project = null!;
    private byte[] _base = [];

    private string Cache => _project.File("cache");

    private IEnumerable<string> Notes => Directory.GetFiles(Cache, "*-layer-*");

    private IEnumerable<string> Frames => Directory.GetFiles(Cache).Except(Notes);

    [SetUp]
    public void Create()
    {
        _project = new LayeredProject();
        // Large enough for frames of its own, however it is compressed.
        var bytes = new byte[3 << 20];
        new Random(7).NextBytes(bytes);
        foreach (ref var digit in bytes.AsSpan())
            digit %= 16;
        _base = LayeredImage.Layer(("usr/bin/base", bytes));
        LayeredImage.Write(_project.File("image"), new JsonObject { ["Cmd"] = new JsonArray("/usr/bin/base") }, _base, LayeredProject.Layer("app"));
    }

    [TearDown]
    public void Remove() => _project.Dispose();

    [TestCase("bundled", "zstd")]
    [TestCase("shared", "zstd")]
    [TestCase("shared", "gzip")]
    public void A_layer_that_was_compressed_is_neither_read_nor_compressed_again(string layers, string payload)
    {
        var input = Input(layers: layers);
        input = input with { Metadata = input.Metadata with { PayloadCompression = payload } };
        var first = Pack(input);
        Spoil(LayeredImage.BlobOf(_project.File("image"), _base));

        Assert.That(Pack(input), Is.EqualTo(first));
        Assert.That(Said("compressed with"), Has.Exactly(1).Contains(LayeredImage.Digest(_base)[7..19]), "in the first build");
    }

    [Test]
    public void The_package_is_the_same_as_without_a_cache()
    {
        Pack(Input());
        var warm = Pack(Input());

        Assert.That(Pack(Input() with { Cache = new CacheInput() }), Is.EqualTo(warm));
    }

    [Test]
    public void Another_level_is_another_layer()
    {
        var usual = Pack(Input());
        var highest = Pack(Input(level: "9"));

        Assert.That(highest, Is.Not.EqualTo(usual));
        Assert.That(Notes.Count(), Is.EqualTo(4));
        Assert.That(Pack(Input(level: compression == "gzip" ? "6" : "3")), Is.EqualTo(usual));
        Assert.That(Notes.Count(), Is.EqualTo(4));
    }

    [Test]
    public void A_damaged_note_is_replaced_and_not_used()
    {
        var expected = Pack(Input());
        var before = Notes.ToDictionary(path => path, File.ReadAllBytes);
        foreach (var damage in (Func<byte[], byte[]>[])[bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)], bytes => [(byte)(bytes[0] ^ 1), .. bytes[1..]], bytes => bytes[..^1], _ => [], bytes => [.. bytes, 0]])
        {
            foreach (var (path, bytes) in before)
                File.WriteAllBytes(path, damage(bytes));
            _project.Details.Clear();

            Assert.That(Pack(Input()), Is.EqualTo(expected));
            Assert.That(_project.Details.Where(line => line.EndsWith(" is damaged and is made anew", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(2));
            Assert.That(Notes.ToDictionary(path => path, File.ReadAllBytes), Is.EqualTo(before));
        }
    }

    [Test]
    public void A_note_under_another_s_name_is_none()
    {
        var expected = Pack(Input());
        var notes = Notes.Order(StringComparer.Ordinal).ToList();
        var before = File.ReadAllBytes(notes[1]);
        File.Copy(notes[0], notes[1], overwrite: true);

        Assert.That(Pack(Input()), Is.EqualTo(expected));
        Assert.That(File.ReadAllBytes(notes[1]), Is.EqualTo(before));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Without_its_frames_or_with_damaged_ones_a_layer_is_compressed_again(bool areThere)
    {
        var expected = Pack(Input());
        var frames = Frames.ToList();
        Assert.That(frames, Is.Not.Empty);
        foreach (var path in frames)
        {
            if (areThere)
                Spoil(path, at: 1000);
            else
                File.Delete(path);
        }

        Assert.That(Pack(Input()), Is.EqualTo(expected));
        Assert.That(Frames, Is.EquivalentTo(frames));
    }

    [Test]
    public void A_cache_that_cannot_be_written_costs_a_warning()
    {
        var expected = Pack(Input() with { Cache = new CacheInput() });
        File.WriteAllText(_project.File("file"), "");

        Assert.That(Pack(Input() with { Cache = new CacheInput { Folder = _project.File("file", "cache") } }), Is.EqualTo(expected));
        Assert.That(_project.Warnings.Select(warning => warning.Rule.Code), Is.EqualTo(new[] { "RPMT9010" }));
    }

    [Test]
    public void What_is_left_when_a_pack_fails_is_no_note()
    {
        Spoil(LayeredImage.BlobOf(_project.File("image"), LayeredProject.Layer("app")));
        _project.Refuse(Input());

        Assert.That(Directory.Exists(Cache) ? Directory.GetFiles(Cache) : [], Is.Empty);
    }

    [Test]
    public void RpmInfo_uses_notes_and_writes_none()
    {
        _project.Step = TimeSpan.FromSeconds(2);
        var input = Input();
        var before = LayeredProject.Contents(_project.File());
        var cold = PackPreview.Make(input, [], _project.Environment(), CancellationToken.None);
        Assert.That(LayeredProject.Contents(_project.File()), Is.EqualTo(before));
        Assert.That(_project.Progress, Is.Empty, "its answer may be JSON");

        Pack(input);
        before = LayeredProject.Contents(_project.File());
        Spoil(LayeredImage.BlobOf(_project.File("image"), _base));
        var warm = PackPreview.Make(input, [], _project.Environment(), CancellationToken.None);
        Spoil(LayeredImage.BlobOf(_project.File("image"), _base));

        Assert.That(LayeredProject.Contents(_project.File()), Is.EqualTo(before));
        Assert.That(warm.Layers.Select(layer => (layer.Digest, layer.Size)), Is.EqualTo(cold.Layers.Select(layer => (layer.Digest, layer.Size))));
    }

    [Test]
    public void RpmInfo_shows_the_level()
    {
        Assert.That(LevelOf(Input()), Is.EqualTo(compression == "gzip" ? "6" : "3"));
        Assert.That(LevelOf(Input(level: "7")), Is.EqualTo("7"));
        Assert.That(LevelOf(Input() with { Image = Input().Image with { Compression = "none" } }), Is.Null);

        string? LevelOf(PackInput input) =>
            PackPreview.Make(input, [new GivenProperty("RpmImageCompressionLevel", "", "")], _project.Environment(), CancellationToken.None).Properties.Single().Value;
    }

    [Test]
    public void A_layer_that_takes_over_a_second_says_so()
    {
        _project.Step = TimeSpan.FromSeconds(2);
        Pack(Input());
        var line = _project.Progress[0];
        _project.Progress.Clear();
        Pack(Input());

        Assert.That(line, Is.EqualTo($"Layer {LayeredImage.Digest(_base)[7..19]} (3.1 MB): compressed with {compression} in 2.0 s"));
        Assert.That(_project.Progress.Where(said => said.Contains(LayeredImage.Digest(_base)[7..19], StringComparison.Ordinal)), Is.Empty, "known from the cache");
    }

    /// <summary>Layers that have packages of their own are compressed in their way, the last in the project's.</summary>
    [Test]
    public void What_is_kept_for_a_shared_layer_is_known_whatever_the_project_s_compression()
    {
        var input = Input(layers: "shared");
        input = input with { Image = input.Image with { Compression = "" }, Metadata = input.Metadata with { PayloadCompression = "gzip" } };
        Pack(input);
        var request = RequestReader.Read(input);
        var kept = new KeptLayers(CacheLook.At(request.Cache, _ => null), request);
        var bundled = new KeptLayers(CacheLook.At(request.Cache, _ => null), RequestReader.Read(input with { Image = input.Image with { Layers = "" } }));

        var layer = Digest.Parse(LayeredImage.Digest(_base));
        Assert.That(kept.LengthOf(layer), Is.EqualTo(_base.Length));
        Assert.That(bundled.LengthOf(layer), Is.Null);
    }

    private PackInput Input(string level = "", string layers = "")
    {
        var input = _project.Project("orders", "one");
        return input with
        {
            Image = input.Image with { Image = "oci:" + _project.File("image"), Compression = compression, CompressionLevel = level, Layers = layers },
            Cache = new CacheInput { Folder = Cache },
        };
    }

    /// <summary>The bytes of all packages.</summary>
    private Dictionary<string, string> Pack(PackInput input)
    {
        if (Directory.Exists(_project.Output))
            Directory.Delete(_project.Output, recursive: true);
        _project.Pack(input);
        return _project.Files();
    }

    private IEnumerable<string> Said(string what) => _project.Details.Concat(_project.Progress).Where(line => line.Contains(what, StringComparison.Ordinal));

    private static void Spoil(string path, int at = 100_000)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[Math.Min(at, bytes.Length - 1)] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
