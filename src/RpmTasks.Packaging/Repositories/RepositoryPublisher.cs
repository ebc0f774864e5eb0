using System.Collections.Immutable;
using System.Security.Cryptography;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>Adds packages that were written to a repository and brings its metadata up to date.</summary>
internal sealed class RepositoryPublisher(RepositoryRequest request, PackageSigner? signer, PackLog log)
{
    private string Folder => request.Folder;

    private string Repodata => Path.Combine(Folder, FolderScan.Repodata);

    /// <param name="packed">The app's package first, then those of its layers.</param>
    /// <exception cref="PackException">The repository could not be brought up to date; its index is as it was, and the packages stay.</exception>
    public void Add(ImmutableArray<PackedRpm> packed, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Repodata);
            using var turn = RepositoryLock.Take(Folder, () => log.Progress($"Another build changes {Folder}; waiting for it"), cancel);
            // Who has the turn now is not who was killed while copying.
            foreach (var stale in Directory.EnumerateFiles(Folder, ".*.rpm*.partial"))
                File.Delete(stale);
            using var staged = new StagedFiles(Folder, Path.GetFileName(packed[0].Path));
            var options = new VerifyOptions(Parallelism: 1) { Keys = signer?.Keys };
            ImmutableArray<PackageCopy> added = [.. packed.Select(package => PackageCopy.Make(package, Folder, staged, options, cancel))];
            Update(added, staged, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new PackException(Problem.Of(Rules.RepositoryFailed, request.Text, exception.Message.TrimEnd('.'), packed[0].Path), exception);
        }
    }

    private void Update(ImmutableArray<PackageCopy> added, StagedFiles staged, CancellationToken cancel)
    {
        var current = CurrentRepository.Read(Repodata, signer, log.Detail, cancel);
        var entries = Entries(current.Metadata, added, cancel);
        var revision = entries.Max(entry => entry.BuildTime);
        ImmutableArray<MetadataFile> files = [.. MetadataKinds.All.Select(kind => MetadataFile.Of(kind, entries, cancel))];
        var index = new RepositoryIndex(
            [.. files.Select(file => IndexData.Of(file, revision)), .. current.Foreign(Repodata, log.Detail, cancel)],
            current.Index.Others);
        if (signer is null && current.IsSigned)
            log.Warning(Problem.Of(Rules.RepositoryNoLongerSigned, request.Text));
        if (log.HasErrors())
            throw new PackException([]);
        cancel.ThrowIfCancellationRequested();
        var writer = new RepodataWriter(Repodata, current, signer);
        var next = writer.Prepare(files, index, revision);
        // A package that is replaced must not be without its metadata when the disk is full: from here on files are only renamed.
        if (next is not null)
            writer.Stage(next);
        staged.Commit();
        if (next is not null)
            writer.Commit(next);
        Report(added, entries.Length, next is not null, isNew: current.IndexBytes is null);
    }

    private void Report(ImmutableArray<PackageCopy> added, int count, bool isChanged, bool isNew)
    {
        var layers = added.Length switch { 1 => "", 2 => " and its layer", _ => $" and its {added.Length - 1} layers" };
        log.Progress($"{added[0].File.Location}{layers} -> {Folder} ({count} {(count == 1 ? "package" : "packages")}{(isChanged ? "" : ", nothing new")})");
        // At its birth somebody has to put it on hosts; later whoever looks for it finds it in a longer log.
        (isNew ? log.Progress : log.Message)(RepoFile.Advice(Folder, signer is not null));
    }

    private ImmutableArray<PackageEntry> Entries(OldMetadata old, ImmutableArray<PackageCopy> added, CancellationToken cancel)
    {
        // What was added now is always read: it can be as long and as old as what it replaced.
        ImmutableArray<PackageCopy> changed = [.. added.Where(package => !package.IsKept)];
        var entries = changed.Select(package => PackageReader.Read(package.Path, package.File, cancel)).ToList();
        var read = entries.Count;
        var names = changed.Select(package => package.File.Location).ToHashSet(StringComparer.Ordinal);
        // A build that was killed after it renamed packages has left metadata of what they replaced.
        var kept = added.Where(package => package.IsKept).ToDictionary(package => package.File.Location, package => package.Sha256, StringComparer.Ordinal);
        foreach (var file in FolderScan.Find(Folder).Where(file => !names.Contains(file.Location)))
        {
            cancel.ThrowIfCancellationRequested();
            var known = old.Find(file) is { } entry && kept.GetValueOrDefault(file.Location, entry.Id) == entry.Id ? entry : null;
            read += known is null ? 1 : 0;
            entries.Add(known ?? PackageReader.Read(Path.Combine(Folder, file.Location), file, cancel));
        }

        log.Detail($"Repository {Folder}: {entries.Count} packages, {read} of them read");
        return [.. entries.OrderBy(entry => entry.File.Location, StringComparer.Ordinal)];
    }
}
