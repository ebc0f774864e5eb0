using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>The digests that a header promises of its payload, as it lies in the package and as it unpacks, while they are taken.</summary>
internal sealed class PromisedDigests : IDisposable
{
    private readonly List<Taken> _all = [];

    /// <param name="written">The payload as whoever wrote it knows it; null for anyone else.</param>
    public PromisedDigests(Header header, WrittenPayload? written)
    {
        Add(header, HashAlgorithmName.SHA256, Tags.PayloadSha256, Tags.PayloadSha256Alt, written);
        Add(header, HashAlgorithmName.SHA512, Tags.PayloadSha512, Tags.PayloadSha512Alt);
        // Not every system's cryptography has it.
        if (SHA3_256.IsSupported)
            Add(header, HashAlgorithmName.SHA3_256, Tags.PayloadSha3, Tags.PayloadSha3Alt);
    }

    /// <summary>Get every byte as it lies in the package.</summary>
    public IEnumerable<ByteTaker> Stored => _all.Select(digest => (ByteTaker)digest.Stored.Append);

    /// <summary>Get every byte of the archive.</summary>
    public IReadOnlyList<IncrementalHash> Plain => [.. _all.Select(digest => digest.Plain)];

    /// <param name="isDecoded">Whether the archive was read to its end.</param>
    public void Check(bool isDecoded, RpmFindings findings)
    {
        foreach (var digest in _all)
        {
            CheckStored(digest, digest.Stored.Finish(), findings);
            if (isDecoded && digest.PromisedPlain is { } promised)
            {
                var plain = Convert.ToHexStringLower(digest.Plain.GetHashAndReset());
                findings.AddUnless(IsSame(promised, plain), digest.PlainTag.ToString(), $"the unpacked payload's digest is {plain}, not {promised}");
            }
        }
    }

    public void Dispose()
    {
        foreach (var digest in _all)
        {
            digest.Stored.Dispose();
            digest.Plain.Dispose();
        }
    }

    /// <summary>rpm is content when the bytes as they lie have either digest: the second is for payloads that were unpacked in place.</summary>
    private static void CheckStored(Taken digest, string? actual, RpmFindings findings)
    {
        if (digest.PromisedStored is not { } promised || IsSame(promised, actual))
            return;
        if (digest.PromisedPlain is { } plain && IsSame(plain, actual))
            findings.Note(digest.StoredTag.ToString(), "the payload was unpacked after the package was made");
        else
            findings.Add(digest.StoredTag.ToString(), actual is null ? "the payload is not what was written" : $"the payload's digest is {actual}, not {promised}", "rpm -K says 'Payload digest: BAD', and the package is not installed");
    }

    private static bool IsSame(string left, string? right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private void Add(Header header, HashAlgorithmName name, Tag stored, Tag plain, WrittenPayload? written = null)
    {
        if (!header.Has(stored) && !header.Has(plain))
            return;
        _all.Add(new Taken(stored, plain)
        {
            PromisedStored = header.FirstText(stored),
            PromisedPlain = header.FirstText(plain),
            Stored = written is null ? new TakenDigest(name) : new KnownDigest(written),
            Plain = IncrementalHash.CreateHash(name),
        });
    }

    private sealed record Taken(Tag StoredTag, Tag PlainTag)
    {
        public required string? PromisedStored { get; init; }

        public required string? PromisedPlain { get; init; }

        public required StoredDigest Stored { get; init; }

        public required IncrementalHash Plain { get; init; }
    }
}
