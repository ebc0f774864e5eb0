namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>The tokens of the shell's grammar (XCU 2.10.1).</summary>
internal enum ShellToken
{
    End,
    NewLine,
    Semicolon,
    Background,
    And,
    Or,
    Pipe,
    Open,
    Close,
    EndOfCase,
    Redirection,
    Word,
    Not,
    Case,
    Do,
    Done,
    ElIf,
    Else,
    EndCase,
    EndIf,
    For,
    If,
    In,
    Then,
    Until,
    While,
    Begin,
    EndGroup,
}

/// <summary>What a word must pass for, where the grammar asks for one.</summary>
[Flags]
internal enum ShellExpectation
{
    None = 0,

    /// <summary>Reserved words count.</summary>
    Keyword = 1,

    /// <summary>Line feeds before it do not.</summary>
    SkipLines = 2,

    /// <summary>It ends a here-document, so nothing in it is expanded.</summary>
    HereMark = 4,
}

internal static class ShellTokens
{
    private static readonly (string Text, ShellToken Token)[] Keywords =
    [
        ("!", ShellToken.Not), ("case", ShellToken.Case), ("do", ShellToken.Do), ("done", ShellToken.Done), ("elif", ShellToken.ElIf),
        ("else", ShellToken.Else), ("esac", ShellToken.EndCase), ("fi", ShellToken.EndIf), ("for", ShellToken.For), ("if", ShellToken.If),
        ("in", ShellToken.In), ("then", ShellToken.Then), ("until", ShellToken.Until), ("while", ShellToken.While),
        ("{", ShellToken.Begin), ("}", ShellToken.EndGroup),
    ];

    public static ShellToken? Keyword(string word)
    {
        foreach (var (text, token) in Keywords)
        {
            if (text == word)
                return token;
        }

        return null;
    }

    /// <summary>Whether a list of commands is over where this stands.</summary>
    public static bool EndsList(this ShellToken token) => token is ShellToken.End or ShellToken.Close or ShellToken.EndOfCase
        or ShellToken.Do or ShellToken.Done or ShellToken.ElIf or ShellToken.Else or ShellToken.EndCase or ShellToken.EndIf
        or ShellToken.Then or ShellToken.EndGroup;

    public static string Show(this ShellToken token, string word) => token switch
    {
        ShellToken.End => "the end",
        ShellToken.NewLine => "the end of the line",
        ShellToken.Semicolon => "';'",
        ShellToken.Background => "'&'",
        ShellToken.And => "'&&'",
        ShellToken.Or => "'||'",
        ShellToken.Pipe => "'|'",
        ShellToken.Open => "'('",
        ShellToken.Close => "')'",
        ShellToken.EndOfCase => "';;'",
        ShellToken.Redirection => "a redirection",
        ShellToken.Word => $"'{word}'",
        _ => $"'{Keywords.First(keyword => keyword.Token == token).Text}'",
    };
}
