using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Reading;

/// <param name="Parallelism">How many threads decode at a time.</param>
internal sealed record VerifyOptions(int Parallelism)
{
    /// <summary>What signatures must be by; null looks at their form and digest only.</summary>
    public PublicKeys? Keys { get; init; }

    /// <summary>
    /// What the writer took as it was kept, in order: it was unpacked and checked when it was kept, so that its packed bytes are enough,
    /// which the payload's digest holds.
    /// </summary>
    public IReadOnlyList<KeptContent> Kept { get; init; } = [];
}
