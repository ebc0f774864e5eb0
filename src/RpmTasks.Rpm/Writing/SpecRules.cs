using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Writing;

/// <summary>What makes a spec one of a sound package. rpm installs much that other tools then choke on, so the writer refuses it.</summary>
internal static class SpecRules
{
    /// <exception cref="RpmSpecException">With every problem, not only the first.</exception>
    public static void Check(RpmSpec spec)
    {
        string[] problems =
        [
            .. IdentityRules.Check(spec),
            .. TextRules.Check(spec),
            .. CheckCompression(spec.Compression),
            .. CheckScriptlets(spec),
            .. spec.Dependencies
                .Select(dependency => (dependency, problem: DependencyParser.FindProblem(dependency)))
                .Where(pair => pair.problem is not null)
                .Select(pair => $"{pair.dependency.Kind} '{pair.dependency.Name}': {pair.problem}."),
            .. FileRules.Check(spec.Files),
        ];
        if (problems.Length > 0)
            throw new RpmSpecException(problems);
    }

    private static IEnumerable<string> CheckCompression(PayloadCompression compression)
    {
        var (lowest, highest) = compression.Compressor switch
        {
            PayloadCompressor.Gzip => (1, 9),
            PayloadCompressor.Zstd => (1, 22),
            _ => (0, 0),
        };
        if (compression.Level < lowest || compression.Level > highest)
            yield return $"The level {compression.Level} of {compression.Compressor} is not within {lowest} to {highest}.";
    }

    private static IEnumerable<string> CheckScriptlets(RpmSpec spec)
    {
        foreach (var twice in spec.Scriptlets.GroupBy(scriptlet => scriptlet.Kind).Where(group => group.Count() > 1))
            yield return $"There are {twice.Count()} scriptlets {twice.Key}; a package has at most one of each kind.";
        foreach (var (kind, body, interpreter) in spec.Scriptlets)
        {
            if (TextRules.FindTextProblem(body) is { } problem)
                yield return $"The scriptlet {kind} {problem}.";
            if (interpreter != ScriptletTags.Lua && (!interpreter.StartsWith('/') || interpreter.Any(symbol => symbol < ' ')))
                yield return $"The interpreter '{interpreter}' of the scriptlet {kind} is not an absolute path.";
        }
    }
}
