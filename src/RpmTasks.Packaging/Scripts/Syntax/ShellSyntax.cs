using System.Runtime.CompilerServices;

namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>
/// Whether text is a script that a POSIX shell can read, as "sh -n" says it. The grammar is that of XCU 2.10, as tolerant as dash where
/// shells differ, so that nothing which the strictest small shell runs is refused. What only shows when a command runs (a bad ${…}, an
/// unknown command) is not looked for.
/// </summary>
internal static class ShellSyntax
{
    /// <returns>The first fault; null when there is none.</returns>
    public static ShellFault? FindFault(string script)
    {
        try
        {
            new ShellGrammar(new ShellInput(script, 1)).ReadScript();
            return null;
        }
        catch (ShellFaultException exception)
        {
            return exception.Fault;
        }
        catch (InsufficientExecutionStackException)
        {
            // Nested deeper than any hand wrote it: no judgement is better than a wrong one.
            return null;
        }
    }

    public static void EnterLevel() => RuntimeHelpers.EnsureSufficientExecutionStack();
}
