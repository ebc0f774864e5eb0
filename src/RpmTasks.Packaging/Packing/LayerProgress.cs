using System.Globalization;

using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Packing;

/// <summary>Says of each content that took over a second what it was; silent when all is quick.</summary>
internal sealed class LayerProgress(BuildEnvironment environment)
{
    private static readonly TimeSpan WorthALine = TimeSpan.FromSeconds(1);

    private TimeSpan _last = environment.Elapsed();

    public void Report(WrittenContent content)
    {
        var now = environment.Elapsed();
        var took = now - _last;
        _last = now;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(content.Path)} ({content.Length / 1e6:0.0} MB): {(content.IsKept ? "from the cache" : "compressed")} in {took.TotalSeconds:0.0} s");
        (took > WorthALine ? environment.Log.Progress : environment.Log.Detail)(line);
    }

    /// <summary>Layers by the twelve digits of their digest that engines show.</summary>
    private static string NameOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return path.Contains("/sha256/", StringComparison.Ordinal) && name.Length == 64 ? $"Layer {name[..12]}" : path;
    }
}
