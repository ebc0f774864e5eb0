using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Reading;

/// <param name="Parallelism">How many threads decode at a time.</param>
internal sealed record VerifyOptions(int Parallelism)
{
    /// <summary>What signatures must be by; null looks at their form and digest only.</summary>
    public PublicKeys? Keys { get; init; }
}
