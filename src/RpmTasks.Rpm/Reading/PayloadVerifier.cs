using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Reads the payload once: its stored bytes, its archive, and the content of every file, each against what the headers say.</summary>
internal sealed class PayloadVerifier(RpmPackage package, IReadOnlyList<FileEntry> files, RpmFindings findings, int parallelism)
{
    private readonly Header _main = package.Main;
    private readonly Header _signature = package.Signature;

    /// <param name="packageHash">Gets every byte of the payload.</param>
    public void Verify(Stream payload, IncrementalHash packageHash, CancellationToken cancel)
    {
        using var storedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(_main.Bytes);
        var stored = new StoredPayload(payload, _signature.Has(SignatureTags.Md5) ? [packageHash, storedHash, md5] : [packageHash, storedHash]);
        if (Decoder.Knows(package.Compressor))
            CheckArchive(stored, cancel);
        stored.Drain(cancel);

        var digest = Convert.ToHexStringLower(storedHash.GetHashAndReset());
        CheckDigest(Tags.PayloadSha256, digest);
        var promised = _signature.Get(SignatureTags.Md5);
        findings.AddUnless(
            promised.IsEmpty || promised.SequenceEqual(md5.GetHashAndReset()), SignatureTags.Md5.ToString(), "header and payload have another digest");
        CheckSize(SignatureTags.Size, SignatureTags.LongSize, _main.Bytes.Length + stored.Count);
    }

    private void CheckArchive(StoredPayload stored, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var fileHash = FileHash.Create(_main);
        findings.AddUnless(fileHash is not null, Tags.FileDigestAlgo.ToString(), "it is unknown, and the files' digests were not checked");
        using var decoded = new ReadAhead(new PackedPayload(package.Compressor, stored, parallelism), hash, cancel);
        var plain = new PlainPayload(decoded);
        try
        {
            new ArchiveChecker(files, fileHash, findings).Check(plain, cancel);
        }
        catch (RpmFormatException damage)
        {
            if (stored.Failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            findings.Add(damage.What, damage.Detail);
            return;
        }

        decoded.FinishHash();
        CheckDigest(Tags.PayloadSha256Alt, Convert.ToHexStringLower(hash.GetHashAndReset()));
        CheckSize(SignatureTags.PayloadSize, SignatureTags.LongArchiveSize, plain.Count);
    }

    private void CheckDigest(StringArrayTag tag, string actual)
    {
        if (_main.Get(tag) is [var promised, ..])
            findings.AddUnless(promised == actual, tag.ToString(), $"the payload's digest is {actual}, not {promised}");
    }

    private void CheckSize(Int32Tag tag, Int64Tag longTag, long actual)
    {
        ulong? promised = _signature.Get(longTag) is [var wide, ..] ? wide : _signature.Get(tag) is [var narrow, ..] ? narrow : null;
        findings.AddUnless(promised is null || promised == (ulong)actual, tag.ToString(), $"it is {promised}, but {actual} bytes are there");
    }
}
