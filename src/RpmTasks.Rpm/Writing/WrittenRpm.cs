using RpmTasks.Rpm.Compression;

namespace RpmTasks.Rpm.Writing;

/// <param name="Length">Bytes of the package.</param>
/// <param name="PayloadLength">Bytes of its payload before compression.</param>
/// <param name="Payload">As it lies in the package.</param>
internal sealed record WrittenRpm(long Length, long PayloadLength, WrittenPayload Payload);
