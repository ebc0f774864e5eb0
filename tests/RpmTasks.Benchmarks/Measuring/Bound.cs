namespace RpmTasks.Benchmarks.Measuring;

/// <summary>What must hold.</summary>
/// <param name="What">What was measured, in words.</param>
/// <param name="Format">Of both numbers.</param>
internal sealed record Bound(string What, double Measured, double Limit, string Format)
{
    public bool IsKept => Measured <= Limit;

    public IReadOnlyList<string> Row => [What, Table.Number(Measured, Format), Table.Number(Limit, Format), IsKept ? "yes" : "**no**"];
}
