using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Writing;

/// <param name="Parallelism">How many threads compress at a time; never changes the bytes.</param>
internal sealed record WriteOptions(int Parallelism)
{
    /// <summary>Null leaves the package unsigned.</summary>
    public SignHeader? Sign { get; init; }

    /// <summary>Null compresses everything anew.</summary>
    public IFrameStore? Frames { get; init; }
}
