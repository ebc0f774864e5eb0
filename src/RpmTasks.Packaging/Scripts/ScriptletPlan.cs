using System.Collections.Immutable;

using RpmTasks.Packaging.Text;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Scripts;

/// <summary>
/// Joins generated scriptlets and the project's scripts: first what is generated, then what the project says, each unable to end or
/// disturb the other. A generated body that stands alone stays as it is.
/// </summary>
internal sealed class ScriptletPlan(string packageName, IEnumerable<Scriptlet> generated, UserScripts scripts)
{
    private readonly Scriptlet[] _generated = [.. generated];

    public ImmutableArray<Scriptlet> Write() => [.. Scriptlets()];

    private IEnumerable<Scriptlet> Scriptlets()
    {
        foreach (var kind in Enum.GetValues<ScriptletKind>())
        {
            if (Body(kind) is { } body)
                yield return new Scriptlet(kind, body);
        }
    }

    private string? Body(ScriptletKind kind)
    {
        var bodies = _generated.Where(scriptlet => scriptlet.Kind == kind).Select(scriptlet => scriptlet.Body).ToList();
        var script = scripts.All.FirstOrDefault(script => script.Kind == kind);
        if (script is null && bodies.Count <= 1)
            return bodies.FirstOrDefault();
        // A shell of its own for each, since they end with exit.
        return string.Concat(bodies.Select(body => $"(\n{body}\n)\n")) + (script is null ? "" : Call(script)) + "exit 0";
    }

    /// <summary>
    /// A new shell that gets the script as one word: whatever it has, an exit, a set -e, a trap, a here-document without an end or what this
    /// host's shell cannot read, stays with it.
    /// </summary>
    private string Call(UserScript script)
    {
        var failed = scripts.Failure == ScriptFailure.Abort
            ? "exit $?"
            : $"echo \"{packageName}: {script.Property} ended with status $?\" >&2";
        var options = script.Options.Length > 0 ? script.Options + " " : "";
        return $"/bin/sh {options}-c {ShellQuote.Word(script.Text)} {packageName} \"$@\" || {failed}\n";
    }
}
