using RpmTasks.Benchmarks.Measuring;

namespace RpmTasks.Benchmarks.Sizes;

/// <param name="Name">"2 GB".</param>
/// <param name="Compress">The image with zstd alone.</param>
internal sealed record GrowthPoint(string Name, long Bytes, Measurement Cold, Measurement Warm, Measurement Compress);
