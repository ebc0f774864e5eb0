using RpmTasks.Rpm.Compression;

namespace RpmTasks.Rpm.Writing;

/// <param name="Length">Bytes of the package.</param>
/// <param name="PayloadLength">Bytes of its payload before compression.</param>
/// <param name="Contents">What has frames of its own, in the order of the payload.</param>
internal sealed record WrittenRpm(long Length, long PayloadLength, IReadOnlyList<CheckedContent> Contents);
