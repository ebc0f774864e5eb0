using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Tasks;

/// <summary>Problems as MSBuild shows them: with their code, and where to read about it.</summary>
internal static class ProblemLog
{
    /// <param name="file">The project or package that is meant, where the problem names no place.</param>
    /// <param name="engine">Knows which warnings are errors, unless all are by a bare -warnaserror. MSBuild would turn them into errors anyway, but behind the task's back.</param>
    public static void Report(this TaskLoggingHelper log, Problem problem, string file, IBuildEngine? engine = null)
    {
        var code = problem.Rule.Code;
        var isError = problem.Rule.Severity == Severity.Error || (engine is IBuildEngine8 strict && strict.ShouldTreatWarningAsError(code));
        var anchor = "docs/diagnostics.md#" + code.ToLowerInvariant();
        var at = problem.At ?? new Place(file, 0, 0);
        if (isError)
            log.LogError(null, code, null, anchor, at.File, at.Line, at.Column, 0, 0, "{0}", problem.Message);
        else
            log.LogWarning(null, code, null, anchor, at.File, at.Line, at.Column, 0, 0, "{0}", problem.Message);
    }
}
