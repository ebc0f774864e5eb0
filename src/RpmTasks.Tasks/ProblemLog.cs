using Microsoft.Build.Utilities;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Tasks;

/// <summary>Problems as MSBuild shows them: with their code, and where to read about it.</summary>
internal static class ProblemLog
{
    /// <param name="file">The project or package that is meant.</param>
    public static void Report(this TaskLoggingHelper log, Problem problem, string file)
    {
        var code = problem.Rule.Code;
        var anchor = "docs/diagnostics.md#" + code.ToLowerInvariant();
        if (problem.Rule.Severity == Severity.Error)
            log.LogError(null, code, null, anchor, file, 0, 0, 0, 0, "{0}", problem.Message);
        else
            log.LogWarning(null, code, null, anchor, file, 0, 0, 0, 0, "{0}", problem.Message);
    }
}
