namespace RpmTasks.Rpm.Caching;

/// <summary>One frame of an entry.</summary>
/// <param name="Check">See <see cref="Compression.FrameCheck"/>.</param>
internal sealed record KeptFrame(int PackedLength, int PlainLength, ulong Check);
