namespace RpmTasks.Rpm.Dependencies;

/// <summary>The shape of a boolean dependency.</summary>
/// <param name="Operator">The first, to which only its else or more of the same can follow; empty for one operand alone.</param>
/// <param name="Operands">In their order; null for a capability.</param>
internal sealed record RichExpression(string Operator, IReadOnlyList<RichExpression?> Operands);
