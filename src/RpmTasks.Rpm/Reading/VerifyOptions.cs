using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Reading;

/// <param name="Parallelism">How many threads decode at a time.</param>
internal sealed record VerifyOptions(int Parallelism)
{
    /// <summary>What signatures must be by; null looks at their form and digest only.</summary>
    public PublicKeys? Keys { get; init; }

    /// <summary>
    /// What the writer of the package unpacked and checked when it wrote it, in order: its packed bytes are enough, which the payload's
    /// digest holds. For zstd; of other packages everything is unpacked.
    /// </summary>
    public IReadOnlyList<CheckedContent> Checked { get; init; } = [];

    /// <summary>
    /// Unpacks nothing: the payload is held against the digests of its stored bytes only. Neither the archive nor what the header says of it
    /// unpacked is looked at.
    /// </summary>
    public bool StoredOnly { get; init; }
}
