using System.Collections.Immutable;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Scripts;

/// <summary>What a script of the project that fails does to the transaction.</summary>
internal enum ScriptFailure
{
    /// <summary>One line on standard error; the transaction goes on.</summary>
    Ignore,

    /// <summary>Its exit status is the scriptlet's, and rpm decides.</summary>
    Abort,
}

/// <summary>A script of the project.</summary>
/// <param name="Property">That names it.</param>
/// <param name="Text">POSIX shell with line feeds alone.</param>
internal sealed record UserScript(ScriptletKind Kind, string Property, string Text)
{
    /// <summary>Those of its "#!" line, "-e"; empty for none.</summary>
    public string Options { get; init; } = "";
}

/// <summary>The project's own scripts, at most one of each kind.</summary>
internal sealed record UserScripts(ImmutableArray<UserScript> All, ScriptFailure Failure)
{
    public static UserScripts None { get; } = new([], ScriptFailure.Ignore);
}
