namespace RpmTasks.Rpm.Headers;

/// <summary>The bytes are not those of a package, or are damaged.</summary>
/// <param name="what">The part that is wrong: "lead", "signature header", "main header".</param>
internal sealed class RpmFormatException(string what, string detail, Exception? cause = null)
    : Exception($"{what}: {detail}", cause)
{
    public string What { get; } = what;

    public string Detail { get; } = detail;
}
