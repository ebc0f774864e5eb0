namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>Words as the lexer hands them over: their characters, and a mark wherever there were quotes or an expansion.</summary>
internal static class ShellWord
{
    /// <summary>A non-character, which no text has.</summary>
    public const char Mark = '\uffff';

    public static bool IsName(string word) => word.Length > 0 && IsNameStart(word[0]) && word.All(IsNamePart);

    public static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsName(word[..equals]);
    }

    public static string Plain(string word) => word.Replace(Mark.ToString(), "", StringComparison.Ordinal);

    public static bool IsNameStart(int symbol) => symbol is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    public static bool IsNamePart(char symbol) => IsNamePart((int)symbol);

    public static bool IsNamePart(int symbol) => IsNameStart(symbol) || symbol is >= '0' and <= '9';

    /// <summary>The special parameters, and the digits.</summary>
    public static bool IsSpecial(int symbol) => symbol is '!' or '#' or '$' or '*' or '-' or '?' or '@' or (>= '0' and <= '9');
}
