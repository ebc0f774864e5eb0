namespace RpmTasks.Rpm.Payload;

/// <summary>The names of one file: hard links, but for those that have one name only.</summary>
/// <param name="First">Index of the first name.</param>
/// <param name="Last">Index of the last.</param>
internal sealed record HardLinks(int First, int Last, int Count);
