using Microsoft.Build.Framework;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Inspection;

using Task = Microsoft.Build.Utilities.Task;

namespace RpmTasks.Tasks;

/// <summary>Reads RPMs, made by RpmTasks or anyone else, and says what is wrong with them. Writes nothing.</summary>
public sealed class VerifyRpm : Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>$(MSBuildProjectFullPath); paths are relative to its folder.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The packages.</summary>
    public ITaskItem[] PackageFiles { get; set; } = [];

    /// <summary>The property RpmPackageFile as it was written.</summary>
    public string Asked { get; set; } = "";

    /// <summary>Lists of what was packed, for when no package is named.</summary>
    public ITaskItem[] WrittenLists { get; set; } = [];

    /// <summary>Files of public keys that signatures must be by.</summary>
    public ITaskItem[] KeyFiles { get; set; } = [];

    /// <inheritdoc />
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc />
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc />
    public override bool Execute() => ReadingTask.Run(Log, ProjectFile, VerifyAll, _cancellation.Token);

    private void VerifyAll()
    {
        var packages = new PackagesToRead(ProjectFile, Asked, WrittenLists);
        var verifier = PackageVerifier.Create([.. KeyFiles.Select(key => packages.AbsolutePath(key.ItemSpec))], Environment.ProcessorCount);
        foreach (var path in packages.Find(PackageFiles))
            ReadingTask.Report(Log, path, () => Verify(verifier, path));
    }

    private void Verify(PackageVerifier verifier, string path)
    {
        var problems = verifier.Verify(path, _cancellation.Token);
        foreach (var problem in problems)
            Log.Report(problem, path);
        if (problems.All(problem => problem.Rule.Severity != Severity.Error))
            Log.LogMessage(MessageImportance.High, "{0}", PackageVerifier.Sound(path));
    }
}
