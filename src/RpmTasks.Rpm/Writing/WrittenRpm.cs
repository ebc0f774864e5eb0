using RpmTasks.Rpm.Caching;

namespace RpmTasks.Rpm.Writing;

/// <param name="Length">Bytes of the package.</param>
/// <param name="PayloadLength">Bytes of its payload before compression.</param>
/// <param name="Kept">What was not compressed but taken as it was kept, in the order of the payload.</param>
internal sealed record WrittenRpm(long Length, long PayloadLength, IReadOnlyList<KeptContent> Kept);
