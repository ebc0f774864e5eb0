using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Reading;

/// <param name="Parallelism">How many threads decode at a time.</param>
internal sealed record VerifyOptions(int Parallelism)
{
    /// <summary>What signatures must be by; null looks at their form and digest only.</summary>
    public PublicKeys? Keys { get; init; }

    /// <summary>
    /// What the writer of the package hashed, unpacked and checked when it wrote it: that the same packed bytes are there is enough. Contents
    /// are taken as they were checked in packages of zstd; of others everything is unpacked. Null for a package of anyone else.
    /// </summary>
    public WrittenPayload? Written { get; init; }

    /// <summary>
    /// Unpacks nothing: the payload is held against the digests of its stored bytes only. Neither the archive nor what the header says of it
    /// unpacked is looked at.
    /// </summary>
    public bool StoredOnly { get; init; }
}
