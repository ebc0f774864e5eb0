namespace RpmTasks.Packaging.Diagnostics;

internal enum Severity
{
    Warning,
    Error,
}

/// <summary>One kind of trouble: its code, what it says and what helps. docs/diagnostics.md has a heading for each.</summary>
/// <param name="Code">"RPMT" and four digits; the thousands name the area.</param>
/// <param name="Text">One sentence with numbered places for the particulars.</param>
/// <param name="Remedy">What to do, with an example that works; it may use the same places.</param>
internal sealed record Rule(string Code, Severity Severity, string Text, string Remedy);
