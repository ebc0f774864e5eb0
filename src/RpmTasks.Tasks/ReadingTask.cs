using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Tasks;

/// <summary>What tasks that read packages do alike: every failure becomes a coded line, and one bad package does not hide the next.</summary>
internal static class ReadingTask
{
    /// <returns>What Execute returns.</returns>
    public static bool Run(TaskLoggingHelper log, string projectFile, Action work, CancellationToken cancel)
    {
        try
        {
            Report(log, projectFile, work);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // Whatever it is, the user gets a coded line; the stack goes to the detailed log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.Report(Problem.Of(Rules.Unexpected, exception.Message.TrimEnd('.')), projectFile);
            log.LogMessage(MessageImportance.Low, exception.ToString());
        }

        return !log.HasLoggedErrors;
    }

    public static void Report(TaskLoggingHelper log, string file, Action work)
    {
        try
        {
            work();
        }
        catch (PackException exception)
        {
            foreach (var problem in exception.Problems)
                log.Report(problem, file);
            log.LogMessage(MessageImportance.Low, exception.ToString());
        }
    }
}
