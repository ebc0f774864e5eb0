using System.Collections.Immutable;

using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Repositories;

/// <summary>What repodata holds before it is changed.</summary>
/// <param name="IndexBytes">repomd.xml; null where there is none, or one that is longer than any.</param>
/// <param name="Index">Empty where there is none that can be read.</param>
internal sealed record CurrentRepository(byte[]? IndexBytes, RepositoryIndex Index, OldMetadata Metadata)
{
    public const string IndexName = "repomd.xml";
    public const string SignatureName = "repomd.xml.asc";
    public const string KeyName = "repomd.xml.key";

    /// <summary>Whether repomd.xml has a signature, of whatever key.</summary>
    public bool IsSigned { get; private init; }

    /// <summary>Whether it is one of the key that signs now, and stands.</summary>
    public bool IsSignedByUs { get; private init; }

    /// <param name="signer">Null for an unsigned repository.</param>
    /// <param name="detail">Told why nothing is taken over.</param>
    public static CurrentRepository Read(string repodata, PackageSigner? signer, Action<string> detail, CancellationToken cancel)
    {
        var path = Path.Combine(repodata, IndexName);
        var signature = Path.Combine(repodata, SignatureName);
        var current = new CurrentRepository(null, RepositoryIndex.Empty, OldMetadata.None) { IsSigned = File.Exists(signature) };
        if (new FileInfo(path) is not { Exists: true, Length: <= RepositoryIndex.Longest })
            return current;
        current = current with { IndexBytes = File.ReadAllBytes(path) };
        try
        {
            current = current with { Index = RepositoryIndex.Read(current.IndexBytes) };
            if (signer is not null)
                current = current with { IsSignedByUs = current.IsSigned && IsSignature(signature, current.IndexBytes, signer) };
            if (RepodataWriter.IsUnfinished(repodata))
                detail($"{path} is older than a build that did not finish; every package is read anew");
            // Whoever could change it unnoticed would have us sign his version of it.
            else if (signer is null || current.IsSignedByUs)
                return current with { Metadata = OldMetadata.Read(current.Index, repodata, cancel) };
            else
                detail($"{path} has no signature of the key that signs now; every package is read anew");
        }
#pragma warning disable CA1031 // Decoders throw what they like for damaged data, and nothing in it is worth more than reading anew.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            detail($"{path} is of no use, and every package is read anew: {exception.Message}");
        }

        return current;
    }

    /// <summary>What others added (groups, advisories, modules), as long as it is there. Databases and indexes of packages are stale now.</summary>
    public ImmutableArray<IndexData> Foreign(string repodata, Action<string> detail, CancellationToken cancel) =>
        [.. Index.Data.Where(data => !IsOfPackages(data.Type) && IsThere(data, repodata, detail, cancel))];

    private static bool IsOfPackages(string type) => MetadataKinds.All.Any(kind => type.StartsWith(kind.Name(), StringComparison.Ordinal));

    private static bool IsThere(IndexData data, string repodata, Action<string> detail, CancellationToken cancel)
    {
        try
        {
            data.Open(repodata, cancel).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            detail($"{data.Type} is left out of the repository: {exception.Message}");
            return false;
        }
    }

    private static bool IsSignature(string path, byte[] index, PackageSigner signer)
    {
        const int longest = 1 << 16;
        return new FileInfo(path).Length <= longest && signer.Keys.Verify(Armor.Remove(File.ReadAllBytes(path)).Span, index).IsGood;
    }
}
