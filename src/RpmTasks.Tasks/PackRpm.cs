using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Info;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Projects;

using Task = Microsoft.Build.Utilities.Task;

namespace RpmTasks.Tasks;

public sealed partial class PackRpm : Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    // What was warned of is said at every publish until it is put right; so such a pack is not the last.
    private bool _hasWarned;

    private ProjectReading? _project;
    private bool _isSpellingReported;

    /// <inheritdoc />
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc />
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            if (IsInfo)
                PrintInfo();
            else
                Pack();
        }
        catch (PackException exception)
        {
            foreach (var problem in exception.Problems)
                Report(problem);
            Log.LogMessage(MessageImportance.Low, exception.ToString());
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // Whatever it is, the user gets a coded line; the stack goes to the detailed log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report(Problem.Of(Rules.Unexpected, exception.Message.TrimEnd('.')));
            Log.LogMessage(MessageImportance.Low, exception.ToString());
        }

        return !Log.HasLoggedErrors;
    }

    private void Pack()
    {
        var input = ToInput();
        _project = ReadProject();
        try
        {
            Report(Packer.PackAsync(input, Environment(), _cancellation.Token).GetAwaiter().GetResult());
        }
        finally
        {
            ReportSpelling();
        }

        Repeatable = !_hasWarned && Repeatability.Has(input.Image) && !Repeatability.HasLink(InputFiles);
    }

    private void PrintInfo()
    {
        var format = InfoFormat.Parse(InfoFormatName);
        var input = ToInput();
        _project = ReadProject();
        ReportSpelling();
        var info = PackPreview.Make(input, [.. Given.Select(ToGiven)], Environment(), _cancellation.Token);
        foreach (var line in format.Render(info))
            Log.LogMessage(MessageImportance.High, "{0}", line);
    }

    private ProjectReading ReadProject()
    {
        var globals = (BuildEngine as IBuildEngine6)?.GetGlobalProperties().Keys ?? [];
        return new ProjectReading(ProjectFile, [.. ProjectImports.Select(file => file.GetMetadata("FullPath"))], [.. globals]);
    }

    private void ReportSpelling()
    {
        if (_isSpellingReported)
            return;
        _isSpellingReported = true;
        foreach (var problem in _project?.Misspelt ?? [])
            Report(problem);
    }

    // What is misspelt may be an error by the user's wish, and then no package is written.
    private bool HasErrors()
    {
        ReportSpelling();
        return Log.HasLoggedErrors;
    }

    private BuildEnvironment Environment() => new()
    {
        Parallelism = System.Environment.ProcessorCount,
        Variable = System.Environment.GetEnvironmentVariable,
        Now = DateTimeOffset.UtcNow,
        Elapsed = () => _clock.Elapsed,
        Log = new PackLog(
            detail => Log.LogMessage(MessageImportance.Low, "{0}", detail),
            progress => Log.LogMessage(MessageImportance.High, "{0}", progress))
        {
            Message = message => Log.LogMessage(MessageImportance.Normal, "{0}", message),
            Warning = Report,
            HasErrors = HasErrors,
        },
    };

    private void Report(Problem problem)
    {
        _hasWarned |= problem.Rule.Severity == Severity.Warning;
        Log.Report(problem with { At = PlaceFinder.Find(problem, _project?.Text ?? ProjectText.None) }, ProjectFile, BuildEngine);
    }

    private void Report(ImmutableArray<PackedRpm> packed)
    {
        Packages = [.. packed.Select(Report)];
        Reports = [.. packed.Where(package => package.Report is not null).Select(package => new TaskItem(package.Report))];
        foreach (var report in Reports)
            Log.LogMessage(MessageImportance.High, "{0} -> {1}", ProjectName, report.ItemSpec);
    }

    private TaskItem Report(PackedRpm packed)
    {
        var megabytes = (packed.Length / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        if (packed.IsReused)
            Log.LogMessage(MessageImportance.Low, "{0}: {1} lies there already ({2} MB)", ProjectName, packed.Path, megabytes);
        else
            Log.LogMessage(MessageImportance.High, "{0} -> {1} ({2} MB)", ProjectName, packed.Path, megabytes);
        var item = new TaskItem(packed.Path);
        item.SetMetadata("Name", packed.Name);
        item.SetMetadata("Version", packed.Version);
        item.SetMetadata("Release", packed.Release);
        item.SetMetadata("Architecture", packed.Architecture);
        item.SetMetadata("Kind", packed.IsLayer ? "layer" : "app");
        item.SetMetadata("Sha256", packed.Sha256);
        item.SetMetadata("ImageId", packed.ImageId);
        return item;
    }
}
