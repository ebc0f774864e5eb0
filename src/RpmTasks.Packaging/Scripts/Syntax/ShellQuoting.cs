namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>Which characters are special: outside quotes, within each kind, and in arithmetic.</summary>
internal enum ShellContext
{
    Plain,
    DoubleQuoted,
    SingleQuoted,
    Arithmetic,
}

/// <summary>How deep a word is in quotes and braces. ${…} and $((…)) that change the context have a level of their own.</summary>
internal sealed class ShellQuoting(ShellContext context)
{
    public ShellContext Context { get; set; } = context;

    public bool IsDoubleQuoted { get; set; }

    /// <summary>Braces of ${ that are open here.</summary>
    public int Braces { get; set; }

    /// <summary>Those of them that were opened within double quotes.</summary>
    public int QuotedBraces { get; set; }

    /// <summary>A '"' was opened within ${…}.</summary>
    public bool HasInnerQuote { get; set; }

    /// <summary>'(' that are open in arithmetic.</summary>
    public int Parentheses { get; set; }

    /// <summary>The level ends with its ${…}.</summary>
    public bool EndsWithBrace { get; set; }
}
