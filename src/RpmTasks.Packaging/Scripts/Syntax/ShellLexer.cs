namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>A here-document whose body has not come yet.</summary>
/// <param name="StripsTabs">Of "&lt;&lt;-".</param>
internal sealed record ShellHereDocument(bool StripsTabs)
{
    public string Mark { get; init; } = "";

    /// <summary>The mark was quoted, so nothing in the body is expanded.</summary>
    public bool IsLiteral { get; init; }
}

/// <summary>Cuts a script into tokens, one ahead of the grammar.</summary>
internal sealed class ShellLexer(ShellInput input, ShellGrammar grammar)
{
    private List<ShellHereDocument> _awaited = [];
    private bool _isPutBack;

    public ShellToken Last { get; private set; }

    /// <summary>The text of the last word.</summary>
    public string Word { get; private set; } = "";

    public bool IsQuoted { get; private set; }

    /// <summary>What the last redirection began; null for any other.</summary>
    public ShellHereDocument? HereDocument { get; private set; }

    public void PutBack() => _isPutBack = true;

    public ShellToken Take(ShellExpectation expectation = ShellExpectation.None)
    {
        var token = TakeRaw(expectation);
        while (token == ShellToken.NewLine && expectation.HasFlag(ShellExpectation.SkipLines))
        {
            SkipHereDocuments();
            token = TakeRaw(expectation);
        }

        if (token == ShellToken.Word && !IsQuoted && expectation.HasFlag(ShellExpectation.Keyword))
            Last = ShellTokens.Keyword(Word) ?? token;
        return Last;
    }

    public void Await(ShellHereDocument document) => _awaited.Add(document);

    /// <summary>Reads over the bodies that begin here, for what is expanded in them.</summary>
    public void SkipHereDocuments()
    {
        var documents = _awaited;
        _awaited = [];
        foreach (var document in documents)
            new ShellWordReader(input, this, document).ReadBody();
    }

    /// <summary>The commands of $(…), from which no here-document reaches outside.</summary>
    public void ReadSubstitution()
    {
        var awaited = _awaited;
        _awaited = [];
        grammar.ReadSubstitution();
        _awaited = awaited;
    }

    public ShellFaultException Fault(string message, int? line = null) => new(new ShellFault(line ?? LineOfLast(), message));

    // The line feed itself was taken already.
    private int LineOfLast() => input.Line - (Last == ShellToken.NewLine ? 1 : 0);

    private ShellToken TakeRaw(ShellExpectation expectation)
    {
        if (_isPutBack)
        {
            _isPutBack = false;
            return Last;
        }

        return Last = Read(expectation);
    }

    private ShellToken Read(ShellExpectation expectation)
    {
        while (true)
        {
            var symbol = input.TakeJoined();
            switch (symbol)
            {
                case ' ' or '\t':
                    continue;
                case '#':
                    SkipComment();
                    continue;
                case '\n':
                    return ShellToken.NewLine;
                case ShellInput.End:
                    return ShellToken.End;
                case '&':
                    return TakeSecond('&') ? ShellToken.And : ShellToken.Background;
                case '|':
                    return TakeSecond('|') ? ShellToken.Or : ShellToken.Pipe;
                case ';':
                    return TakeSecond(';') ? ShellToken.EndOfCase : ShellToken.Semicolon;
                case '(':
                    return ShellToken.Open;
                case ')':
                    return ShellToken.Close;
                default:
                    return ReadWord(symbol, expectation);
            }
        }
    }

    private ShellToken ReadWord(int symbol, ShellExpectation expectation)
    {
        var reader = new ShellWordReader(input, this, null) { IsHereMark = expectation.HasFlag(ShellExpectation.HereMark) };
        var end = reader.ReadWord(symbol);
        var isRedirection = end is '<' or '>' && !reader.IsQuoted && reader.Text is [] or [>= '0' and <= '9'];
        if (isRedirection && end is '<' or '>')
        {
            HereDocument = end == '<' ? ReadInput() : ReadOutput();
            return ShellToken.Redirection;
        }

        input.PutBack();
        (Word, IsQuoted) = (reader.Text, reader.IsQuoted);
        return ShellToken.Word;
    }

    private ShellHereDocument? ReadOutput()
    {
        if (input.TakeJoined() is not ('>' or '|' or '&'))
            input.PutBack();
        return null;
    }

    private ShellHereDocument? ReadInput()
    {
        var second = input.TakeJoined();
        if (second == '<')
            return new ShellHereDocument(TakeSecond('-'));
        if (second is not ('&' or '>'))
            input.PutBack();
        return null;
    }

    private bool TakeSecond(char expected)
    {
        if (input.TakeJoined() == expected)
            return true;
        input.PutBack();
        return false;
    }

    private void SkipComment()
    {
        while (input.Take() is not ('\n' or ShellInput.End))
        {
        }

        input.PutBack();
    }
}
