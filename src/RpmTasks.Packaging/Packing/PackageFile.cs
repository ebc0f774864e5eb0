using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Reports;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Packing;

/// <summary>
/// Writes the packages beside their final names, reads them back, and renames them when all are sound: whatever goes wrong, earlier packages
/// of these names stay as they were and nothing half-written remains.
/// </summary>
internal static class PackageFile
{
    /// <returns>The app's package first, then those of its layers.</returns>
    public static ImmutableArray<PackedRpm> Write(PackagePlan plan, PackRequest request, PackageTools tools, CancellationToken cancel)
    {
        var folder = request.Places.OutputFolder;
        var current = folder;
        var finished = new Dictionary<string, PackedRpm>(StringComparer.Ordinal);
        using var staged = new StagedFiles(folder, RpmFileName.Of(plan.Spec));
        try
        {
            Directory.CreateDirectory(folder);
            ImmutableArray<PackedRpm> packed = [Stage(plan.Spec), .. plan.Layers.Select(layer => Find(layer) ?? Stage(layer.Spec) with { Layer = layer.Digest })];
            if (request.Report)
                packed = packed.SetItem(0, WithReport(packed[0]));
            staged.Commit(IsFinished);
            return [.. packed.Select(package => finished.GetValueOrDefault(package.Path, package))];
        }
        catch (RpmSpecException exception)
        {
            throw ToPackException(exception);
        }
        catch (ContentException exception)
        {
            throw new PackException(ChangedContent(request, exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.OutputFailed, current, exception.Message.TrimEnd('.')), exception);
        }

        PackedRpm Stage(RpmSpec spec)
        {
            current = Path.Combine(folder, RpmFileName.Of(spec));
            var (length, sha256) = WriteVerified(spec, staged.Add(RpmFileName.Of(spec)), tools, cancel);
            return PackedRpm.Of(spec, current, length, sha256) with { ImageId = plan.Image.ConfigDigest.ToString() };
        }

        PackedRpm WithReport(PackedRpm written)
        {
            var page = ReportStep.Render(plan, staged.PathOf(RpmFileName.Of(plan.Spec)), written, cancel);
            current = Path.Combine(folder, ReportStep.NameFor(RpmFileName.Of(plan.Spec)));
            File.WriteAllText(staged.Add(Path.GetFileName(current)), page);
            return written with { Report = current };
        }

        PackedRpm? Find(LayerPackage layer)
        {
            current = Path.Combine(folder, RpmFileName.Of(layer.Spec));
            var options = new VerifyOptions(tools.Environment.Parallelism) { Keys = tools.Signer?.Keys };
            var found = LayerFile.Look(current, layer.Digest, options, package => WrittenHeader.IsOf(layer.Spec, package), cancel);
            if (found.State == LayerState.Other)
                throw new PackException(Problem.Of(Rules.LayerNameTaken, current, layer.Digest.ToString()));
            return found.IsExpected
                ? PackedRpm.Of(layer.Spec, current, found.Length, found.Sha256) with { ImageId = plan.Image.ConfigDigest.ToString(), Layer = layer.Digest, IsReused = true }
                : null;
        }

        // By another build, which packed the same layer meanwhile and may be putting it into a repository now.
        bool IsFinished(string path)
        {
            if (plan.Layers.FirstOrDefault(layer => RpmFileName.Of(layer.Spec) == Path.GetFileName(path)) is not { } layer || Find(layer) is not { } found)
                return false;
            finished.Add(path, found);
            return true;
        }
    }

    public static PackException ToPackException(RpmSpecException exception) =>
        new([.. exception.Problems.Select(problem => Problem.Of(Rules.BadSpec, problem.TrimEnd('.')))], exception);

    // A file of the project's can change while it is packed; a layer's blob can lie about itself.
    private static Problem ChangedContent(PackRequest request, ContentException exception) =>
        request.Added.All.FirstOrDefault(file => file.File.Path == exception.Path) is { } added
            ? Problem.Of(Rules.UnreadableFile, "RpmFile", added.Item, $"it changed while it was packed: {exception.Message.TrimEnd('.')}")
            : Problem.Of(Rules.DigestMismatch, request.Image.Property, request.Image.Text, exception.Message.TrimEnd('.'));

    private static (long Length, string Sha256) WriteVerified(RpmSpec spec, string path, PackageTools tools, CancellationToken cancel)
    {
        var parallelism = tools.Environment.Parallelism;
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        var written = RpmWriter.Write(spec, file, new WriteOptions(parallelism) { Sign = tools.Signer?.Sign, Frames = tools.Cache, Written = new LayerProgress(tools.Environment).Report }, cancel);
        file.Flush(flushToDisk: false);
        var verified = RpmVerifier.Verify(file, new VerifyOptions(parallelism) { Keys = tools.Signer?.Keys, Written = written.Payload }, cancel);
        if (verified is not { Findings: [], Sha256: { } sha256 })
            throw new PackException(Problem.Of(Rules.ResultUnsound, string.Join("; ", verified.Findings)));
        tools.Cache?.Keep();
        return (written.Length, sha256);
    }
}
