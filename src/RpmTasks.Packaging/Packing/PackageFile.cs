using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Packing;

/// <summary>
/// Writes the package beside its final name, reads it back, and renames it: whatever goes wrong, an earlier package of that name stays
/// as it was and nothing half-written remains.
/// </summary>
internal static class PackageFile
{
    public static PackedRpm Write(PackagePlan plan, PackRequest request, PackageTools tools, CancellationToken cancel)
    {
        var folder = request.Places.OutputFolder;
        var final = Path.Combine(folder, RpmFileName.Of(plan.Spec));
        // The name is fixed, so that what a killed build left is overwritten by the next.
        var temporary = Path.Combine(folder, $".{RpmFileName.Of(plan.Spec)}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            var (length, sha256) = WriteVerified(plan.Spec, temporary, tools, cancel);
            File.Move(temporary, final, overwrite: true);
            return new PackedRpm(final, length, sha256)
            {
                Name = plan.Spec.Name,
                Version = plan.Spec.Version,
                Release = plan.Spec.Release,
                Architecture = plan.Spec.Architecture,
                ImageId = plan.Image.ConfigDigest.ToString(),
            };
        }
        catch (RpmSpecException exception)
        {
            throw new PackException([.. exception.Problems.Select(problem => Problem.Of(Rules.BadSpec, problem.TrimEnd('.')))], exception);
        }
        catch (ContentException exception)
        {
            throw new PackException(ChangedContent(request, exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.OutputFailed, final, exception.Message.TrimEnd('.')), exception);
        }
        finally
        {
            Remove(temporary);
        }
    }

    // A file of the project's can change while it is packed; a layer's blob can lie about itself.
    private static Problem ChangedContent(PackRequest request, ContentException exception) =>
        request.Added.All.FirstOrDefault(file => file.File.Path == exception.Path) is { } added
            ? Problem.Of(Rules.UnreadableFile, "RpmFile", added.Item, $"it changed while it was packed: {exception.Message.TrimEnd('.')}")
            : Problem.Of(Rules.DigestMismatch, request.Image.Property, request.Image.Text, exception.Message.TrimEnd('.'));

    private static (long Length, string Sha256) WriteVerified(RpmSpec spec, string path, PackageTools tools, CancellationToken cancel)
    {
        var parallelism = tools.Environment.Parallelism;
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        var written = RpmWriter.Write(spec, file, new WriteOptions(parallelism) { Sign = tools.Signer?.Sign, Frames = tools.Cache }, cancel);
        file.Flush(flushToDisk: false);
        var verified = RpmVerifier.Verify(file, new VerifyOptions(parallelism) { Keys = tools.Signer?.Keys, Kept = written.Kept }, cancel);
        if (verified is not { Findings: [], Sha256: { } sha256 })
            throw new PackException(Problem.Of(Rules.ResultUnsound, string.Join("; ", verified.Findings)));
        tools.Cache?.Keep();
        return (written.Length, sha256);
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder that cannot be written cannot be cleaned either, and its own message stands already.
        }
    }
}
