using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Reading;

/// <summary>Reads the payload once: its stored bytes and, unless they are enough, its archive and the content of every file, each against what the headers say.</summary>
internal sealed class PayloadVerifier(RpmPackage package, IReadOnlyList<FileEntry> files, RpmFindings findings, VerifyOptions options)
{
    private readonly Header _main = package.Main;
    private readonly Header _signature = package.Signature;

    /// <param name="packageHash">Gets every byte of the payload.</param>
    public void Verify(Stream payload, IncrementalHash packageHash, CancellationToken cancel)
    {
        using var digests = new PromisedDigests(_main, options.Written);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(_main.Bytes);
        var hasMd5 = package.HasLegacySignatureTags && _signature.Has(SignatureTags.Md5);
        var stored = new StoredPayload(payload, [packageHash.AppendData, .. digests.Stored, .. hasMd5 ? [md5.AppendData] : Array.Empty<ByteTaker>()]);
        var isDecoded = !options.StoredOnly && Decoder.Knows(package.Compressor) && CheckArchive(stored, digests, cancel);
        stored.Drain(cancel);

        digests.Check(isDecoded, findings);
        findings.AddUnless(
            !hasMd5 || _signature.Get(SignatureTags.Md5).SequenceEqual(md5.GetHashAndReset()),
            SignatureTags.Md5.ToString(),
            "header and payload have another digest",
            "rpm -K says 'MD5 digest: BAD'");
        CheckSize(SignatureTags.Size, SignatureTags.LongSize, _main.Bytes.Length + stored.Count);
        CheckSize(Tags.PayloadSize, stored.Count);
    }

    /// <returns>Whether it was read to its end.</returns>
    private bool CheckArchive(StoredPayload stored, PromisedDigests digests, CancellationToken cancel)
    {
        using var fileHash = FileHash.Create(_main);
        findings.NoteUnless(
            fileHash is not null || files.Count == 0, Tags.FileDigestAlgo.ToString(), "it is unknown here, and the files' digests were not checked");
        using var decoded = new ReadAhead(new PackedPayload(package.Compressor, stored, options.Parallelism) { Checked = options.Written?.Contents ?? [] }, digests.Plain, cancel);
        var plain = new PlainPayload(decoded);
        try
        {
            new ArchiveChecker(files, fileHash, findings).Check(plain, cancel);
        }
        catch (RpmFormatException damage)
        {
            if (stored.Failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            findings.Add(damage.What, damage.Detail, "rpm stops while it unpacks the package");
            return false;
        }

        decoded.FinishHash();
        CheckSize(SignatureTags.PayloadSize, SignatureTags.LongArchiveSize, plain.Count);
        CheckSize(Tags.PayloadSizeAlt, plain.Count);
        return true;
    }

    private void CheckSize(Int32Tag tag, Int64Tag longTag, long actual)
    {
        ulong? promised = _signature.Get(longTag) is [var wide, ..] ? wide : _signature.Get(tag) is [var narrow, ..] ? narrow : null;
        findings.AddUnless(
            promised is null || promised == (ulong)actual || !package.HasLegacySignatureTags, tag.ToString(), $"it is {promised}, but {actual} bytes are there");
    }

    private void CheckSize(Int64Tag tag, long actual)
    {
        if (_main.Get(tag) is [var promised, ..])
            findings.AddUnless(promised == (ulong)actual, tag.ToString(), $"it is {promised}, but {actual} bytes are there");
    }
}
