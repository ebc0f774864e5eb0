using RpmTasks.Images.Model;

namespace RpmTasks.Images.Layout;

/// <summary>A layer whose compression had to change.</summary>
/// <param name="Length">Bytes of its tar.</param>
/// <param name="Compression">The new one.</param>
internal sealed record RewrittenLayer(Digest DiffId, long Length, LayerCompression Compression);
