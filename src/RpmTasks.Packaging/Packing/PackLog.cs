using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Packing;

/// <summary>Where the work says what it does; the diagnostics go another way, as problems.</summary>
/// <param name="Detail">For the detailed log.</param>
/// <param name="Progress">For the user: the engine's own pull and build lines.</param>
internal sealed record PackLog(Action<string> Detail, Action<string> Progress)
{
    /// <summary>For who looks for it: not in the shortest log.</summary>
    public Action<string> Message { get; init; } = _ => { };

    /// <summary>For what is worth a warning and stops nothing.</summary>
    public Action<Problem> Warning { get; init; } = _ => { };

    /// <summary>Whether a warning was made an error (-warnaserror:CODE): the build has failed then, and leaves no file.</summary>
    public Func<bool> HasErrors { get; init; } = () => false;
}
