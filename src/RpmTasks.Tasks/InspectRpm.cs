using Microsoft.Build.Framework;

using RpmTasks.Packaging.Inspection;

using Task = Microsoft.Build.Utilities.Task;

namespace RpmTasks.Tasks;

/// <summary>Prints what RPMs hold, made by RpmTasks or anyone else. Writes nothing.</summary>
public sealed class InspectRpm : Task, ICancelableTask, IDisposable
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

    /// <summary>text or json.</summary>
    public string Format { get; set; } = "";

    /// <inheritdoc />
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc />
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc />
    public override bool Execute() => ReadingTask.Run(Log, ProjectFile, InspectAll, _cancellation.Token);

    private void InspectAll()
    {
        var format = InspectFormat.Parse(Format);
        var facts = new List<PackageFacts>();
        foreach (var path in new PackagesToRead(ProjectFile, Asked, WrittenLists).Find(PackageFiles))
            ReadingTask.Report(Log, path, () => facts.Add(PackageReading.Inspect(path, _cancellation.Token)));
        foreach (var line in format.Render(facts))
            Log.LogMessage(MessageImportance.High, "{0}", line);
    }
}
