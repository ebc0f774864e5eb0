namespace RpmTasks.Packaging.Input;

/// <summary>One RpmFile item as the project has it; what is unset is empty.</summary>
/// <param name="Include">A file of the building machine, a path of the host, or where a link points: <see cref="Kind"/> says which.</param>
internal sealed record FileInput(string Include)
{
    public string TargetPath { get; init; } = "";

    public string Mode { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>An item given as one word, "source=/target"; a target is absolute, and a name may hold '='.</summary>
    public static FileInput Parse(string text)
    {
        var separator = text.IndexOf("=/", StringComparison.Ordinal);
        if (separator < 0)
            separator = text.IndexOf('=', StringComparison.Ordinal);
        return separator < 0 ? new FileInput(text) : new FileInput(text[..separator]) { TargetPath = text[(separator + 1)..] };
    }
}
