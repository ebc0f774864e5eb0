using System.Globalization;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Packing;

/// <summary>Says of each content and layer that took over a second what it was; silent when all is quick.</summary>
internal sealed class LayerProgress(BuildEnvironment environment)
{
    private static readonly TimeSpan WorthALine = TimeSpan.FromSeconds(1);

    private TimeSpan _last = environment.Elapsed();

    public void Report(WrittenContent content) => Report(NameOf(content.Path), content.Length, content.IsKept ? "from the cache" : "compressed");

    public void Report(RewrittenLayer layer) => Report(LayerNameOf(layer.DiffId.Hex), layer.Length, layer.Compression switch
    {
        LayerCompression.Gzip => "compressed with gzip",
        LayerCompression.Zstd => "compressed with zstd",
        _ => "unpacked",
    });

    public void Report(FlattenedLayer layer) => Report(LayerNameOf(layer.DiffId.Hex), layer.Length, "read");

    private void Report(string name, long length, string what)
    {
        var now = environment.Elapsed();
        var took = now - _last;
        _last = now;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{name} ({length / 1e6:0.0} MB): {what} in {took.TotalSeconds:0.0} s");
        (took > WorthALine ? environment.Log.Progress : environment.Log.Detail)(line);
    }

    /// <summary>By the twelve digits of its digest that engines show.</summary>
    private static string LayerNameOf(string hex) => $"Layer {hex[..12]}";

    private static string NameOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return path.Contains("/sha256/", StringComparison.Ordinal) && name.Length == 64 ? LayerNameOf(name) : path;
    }
}
