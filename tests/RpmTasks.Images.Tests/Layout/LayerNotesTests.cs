using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Layout;

/// <summary>A layer that was compressed before is known by its note, and not read while its blob is at hand in another form.</summary>
internal sealed class LayerNotesTests
{
    private MemoryNotes _notes = null!;
    private readonly Dictionary<Digest, long> _lengths = [];
    private TemporaryFolder _folder = null!;
    private ContainerImage _image = null!;

    [SetUp]
    public void MakeImage()
    {
        _folder = new TemporaryFolder();
        _notes = new MemoryNotes();
        _lengths.Clear();
        _image = Reading.Open(ImageTransport.OciDirectory, _folder.WriteLayout(OciLayout.Flat(SampleImage.Default)));
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_layer_that_is_known_and_at_hand_is_compressed_only_when_it_is_opened([Values(BlobCompression.Gzip, BlobCompression.Zstd)] BlobCompression compression)
    {
        var first = Plan(compression);
        Keep(first);
        var opened = 0;
        _image = _image with { Layers = [.. _image.Layers.Select(layer => layer with { Blob = layer.Blob with { Open = () => Count(layer.Blob, ref opened) } })] };

        var second = Plan(compression);

        Assert.That(opened, Is.Zero);
        Assert.That(Directory.Exists(_folder.File("spool")), Is.False);
        Assert.That(second.Files.Select(file => (file.Path, file.Content.Digest, file.Content.Size)), Is.EqualTo(first.Files.Select(file => (file.Path, file.Content.Digest, file.Content.Size))));
        ImageDirectoryWriter.WriteTo(second, _folder.File("image"), default);
        second.Image.Layers[0].Blob.Open().Dispose();
        Assert.That(opened, Is.EqualTo(2), "each once");
    }

    [Test]
    public void One_that_is_known_and_not_at_hand_is_compressed()
    {
        var first = Plan(BlobCompression.Zstd);
        Forget();

        Assert.That(Plan(BlobCompression.Zstd).ManifestDigest, Is.EqualTo(first.ManifestDigest));
        Assert.That(Spooled, Is.EqualTo(2));
        Assert.That(_notes.Added, Is.EqualTo(2), "what is known is not noted again");
    }

    [Test]
    public void A_note_that_is_not_true_of_what_is_at_hand_is_replaced()
    {
        Keep(Plan(BlobCompression.Zstd));
        foreach (var (key, note) in _notes.Known.ToList())
            _notes.Known[key] = note with { Size = note.Size + 1 };

        var directory = Plan(BlobCompression.Zstd);

        Assert.That(_notes.Known.Values, Is.EquivalentTo(directory.Image.Layers.Select(layer => new LayerNote(layer.Blob.Digest, layer.Blob.Size))));
    }

    [Test]
    public void A_note_is_of_one_layer_compression_and_level()
    {
        Plan(BlobCompression.Zstd);
        Plan(BlobCompression.Zstd, level: 3);
        Plan(BlobCompression.Zstd, level: 4);
        Plan(BlobCompression.Gzip, level: 4);
        Plan(BlobCompression.None);
        Plan(BlobCompression.Keep);

        Assert.That(_notes.Known.Keys, Has.Count.EqualTo(6).And.All.Match("^[0-9a-f]{64}-layer-(zstd-zstdsharp|gzip-sharpziplib)[0-9.]+-[346]$"));
    }

    private int Spooled => Directory.GetFiles(_folder.File("spool", "blobs", "sha256")).Length;

    private static Stream Count(Blob blob, ref int opened)
    {
        opened++;
        return blob.Open();
    }

    private ImageDirectory Plan(BlobCompression compression, int? level = null) => ImageDirectoryWriter.Plan(_image, new LayoutWish("localhost/sample:1", compression, _folder.File("spool"))
    {
        Level = level,
        KnownLength = blob => _lengths.TryGetValue(blob, out var length) ? length : null,
        Notes = _notes,
    }, default);

    /// <summary>Its blobs are at hand from now on, and its spool is gone.</summary>
    private void Keep(ImageDirectory directory)
    {
        foreach (var layer in directory.Image.Layers)
            _lengths[layer.Blob.Digest] = layer.Blob.Size;
        Forget();
    }

    private void Forget() => Directory.Delete(_folder.File("spool"), recursive: true);

    private sealed class MemoryNotes : ILayerNotes
    {
        public Dictionary<string, LayerNote> Known { get; } = [];

        public int Added { get; private set; }

        public LayerNote? Find(string key) => Known.GetValueOrDefault(key);

        public void Add(string key, LayerNote note)
        {
            Known[key] = note;
            Added++;
        }
    }
}
