using System.Collections.Immutable;

namespace RpmTasks.Rpm.Compression;

/// <summary>A payload as it was written: whoever reads back the same frames knows its digest.</summary>
/// <param name="Sha256">Of its packed bytes, in hex.</param>
/// <param name="Frames">All of it, in order.</param>
/// <param name="Contents">What has frames of its own, in order.</param>
internal sealed record WrittenPayload(string Sha256, ImmutableArray<WrittenFrame> Frames, ImmutableArray<CheckedContent> Contents);

/// <param name="Check">See <see cref="FrameCheck"/>.</param>
internal sealed record WrittenFrame(int PackedLength, ulong Check);
