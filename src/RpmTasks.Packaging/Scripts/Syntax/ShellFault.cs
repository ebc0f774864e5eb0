namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>Where a script stops being shell.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Message">A phrase for a sentence.</param>
internal sealed record ShellFault(int Line, string Message);

/// <summary>Ends the reading of a script at its first fault.</summary>
internal sealed class ShellFaultException(ShellFault fault) : Exception(fault.Message)
{
    public ShellFault Fault { get; } = fault;
}
