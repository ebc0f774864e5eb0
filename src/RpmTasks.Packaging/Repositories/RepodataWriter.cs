using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Repositories;

/// <summary>Writes repodata so that whoever reads it meanwhile, or after a build was killed, finds files that belong together.</summary>
internal sealed partial class RepodataWriter(string repodata, CurrentRepository current, PackageSigner? signer)
{
    /// <summary>
    /// Whether a build was killed, or failed, after it had the new index ready: packages may have been replaced since by others that are as long
    /// and as old, so that the index that is there is of neither.
    /// </summary>
    public static bool IsUnfinished(string repodata) => File.Exists(Path.Combine(repodata, StagedName(CurrentRepository.IndexName)));

    /// <summary>All that can fail but the disk is done here: a signing command may take its time.</summary>
    /// <returns>Null when all of it is there already.</returns>
    public NewRepodata? Prepare(ImmutableArray<MetadataFile> files, RepositoryIndex index, long revision)
    {
        var bytes = index.ToBytes(revision);
        var isSame = current.IndexBytes is { } old && bytes.AsSpan().SequenceEqual(old) && files.All(IsThere);
        if (isSame && !IsUnfinished(repodata) && (signer is null ? !current.IsSigned : current.IsSignedByUs))
            return null;
        return new NewRepodata(files, index, bytes, signer is null ? null : Armor.Write("SIGNATURE", signer.Sign(bytes)));
    }

    /// <summary>Writes all that needs space, under names that nobody reads yet.</summary>
    public void Stage(NewRepodata next)
    {
        foreach (var file in next.Files)
        {
            Stage(file.Name, file.Bytes);
            Unstage(file.Name);
        }

        Stage(CurrentRepository.IndexName, next.IndexBytes);
        if (next.Signature is null)
            return;
        Stage(CurrentRepository.KeyName, Armor.Write("PUBLIC KEY BLOCK", signer!.PublicKey.Span));
        Stage(CurrentRepository.SignatureName, next.Signature);
    }

    /// <summary>
    /// Readers fetch repomd.xml first and its signature after it. So the signature is renamed first: whoever gets the new index surely gets
    /// its signature, and only who was between the two downloads meets a pair that does not fit, and asks again.
    /// </summary>
    public void Commit(NewRepodata next)
    {
        foreach (var name in (string[])[CurrentRepository.KeyName, CurrentRepository.SignatureName])
        {
            if (next.Signature is null)
                File.Delete(At(name));
            else
                Unstage(name);
        }

        Unstage(CurrentRepository.IndexName);
        RemoveOlder(next.Index);
    }

    /// <summary>Who reads the old index still finds its files; what is older than that nobody reads.</summary>
    private void RemoveOlder(RepositoryIndex index)
    {
        var named = index.Data.Concat(current.Index.Data).Select(data => data.FileName).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(repodata))
        {
            var name = Path.GetFileName(file);
            if (!named.Contains(name) && OfPackages().IsMatch(name))
                File.Delete(file);
        }
    }

    private bool IsThere(MetadataFile file) =>
        new FileInfo(At(file.Name)) is { Exists: true } info && info.Length == file.Packed.Length && File.ReadAllBytes(info.FullName).AsSpan().SequenceEqual(file.Bytes);

    /// <summary>On the disk before it gets its name: after a power failure the name must not lead to an empty file.</summary>
    private void Stage(string name, byte[] bytes)
    {
        using var file = new FileStream(Staged(name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private void Unstage(string name) => File.Move(Staged(name), At(name), overwrite: true);

    private string At(string name) => Path.Combine(repodata, name);

    private string Staged(string name) => At(StagedName(name));

    private static string StagedName(string name) => $".{name}.partial";

    /// <summary>As we and createrepo_c name them, and what a killed build left of them.</summary>
    [GeneratedRegex(@"\A(?:[0-9a-f]{64}-(?:primary|filelists|other)(?:[_-]ext)?\.(?:xml|sqlite)\.[a-z0-9]+|\..*\.partial)\z")]
    private static partial Regex OfPackages();
}

/// <param name="Signature">Of the index, armored; null for an unsigned repository.</param>
internal sealed record NewRepodata(ImmutableArray<MetadataFile> Files, RepositoryIndex Index, byte[] IndexBytes, byte[]? Signature);
