namespace RpmTasks.Rpm.Caching;

/// <summary>One frame of an entry.</summary>
/// <param name="Sha256">Of its packed bytes.</param>
internal sealed record KeptFrame(int PackedLength, int PlainLength, ReadOnlyMemory<byte> Sha256);
