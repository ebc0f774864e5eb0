namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>What follows the name in ${…}.</summary>
internal enum ShellParameterForm
{
    /// <summary>Nothing: the brace is closed.</summary>
    Whole,

    /// <summary>A word up to the brace.</summary>
    WithWord,

    /// <summary>A pattern that is cut off, up to the brace.</summary>
    WithPattern,
}

/// <summary>Reads the head of a parameter expansion. A form that no shell knows is a fault only when it is expanded, and so none here.</summary>
internal static class ShellParameter
{
    /// <summary>From behind "${".</summary>
    public static ShellParameterForm ReadBraced(ShellInput input)
    {
        var symbol = input.TakeJoined();
        if (symbol == '#')
            return ReadLength(input);
        if (symbol == '}')
            return PutBack(input);
        if (!ShellWord.IsNameStart(symbol) && !ShellWord.IsSpecial(symbol))
            return SkipOneAndPutBack(input);
        return ReadOperator(input, SkipName(input, symbol, isBraced: true));
    }

    /// <returns>The character after the name; it is taken.</returns>
    public static int SkipName(ShellInput input, int symbol, bool isBraced)
    {
        if (ShellWord.IsNameStart(symbol))
        {
            do
                symbol = input.TakeJoined();
            while (ShellWord.IsNamePart(symbol));
            return symbol;
        }

        if (symbol is >= '0' and <= '9')
        {
            do
                symbol = input.TakeJoined();
            while (isBraced && symbol is >= '0' and <= '9');
            return symbol;
        }

        return input.TakeJoined();
    }

    // ${#} and ${#-word} are about the parameter '#', ${#name} is the length of another.
    private static ShellParameterForm ReadLength(ShellInput input)
    {
        var symbol = input.TakeJoined();
        if (symbol == '_' || ShellWord.IsNamePart(symbol))
            return SkipName(input, symbol, isBraced: true) == '}' ? ShellParameterForm.Whole : PutBack(input);
        var next = input.TakeJoined();
        if (symbol != '}' && next == '}')
            return ShellWord.IsSpecial(symbol) ? ShellParameterForm.Whole : PutBack(input);
        input.PutBack();
        return ReadOperator(input, symbol);
    }

    private static ShellParameterForm ReadOperator(ShellInput input, int symbol)
    {
        switch (symbol)
        {
            case '}':
                return ShellParameterForm.Whole;
            case '%' or '#':
                if (input.TakeJoined() != symbol)
                    input.PutBack();
                return ShellParameterForm.WithPattern;
            case ':':
                // The operator itself; a '}' here would be none, and stands for one.
                input.TakeJoined();
                return ShellParameterForm.WithWord;
            default:
                return ShellParameterForm.WithWord;
        }
    }

    private static ShellParameterForm SkipOneAndPutBack(ShellInput input)
    {
        input.TakeJoined();
        return PutBack(input);
    }

    private static ShellParameterForm PutBack(ShellInput input)
    {
        input.PutBack();
        return ShellParameterForm.WithWord;
    }
}
