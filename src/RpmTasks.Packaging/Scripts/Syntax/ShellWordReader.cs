using System.Text;

namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>Reads one word, or the body of a here-document, through its quotes and expansions (XCU 2.2, 2.6, 2.7.4).</summary>
internal sealed class ShellWordReader(ShellInput input, ShellLexer lexer, ShellHereDocument? here)
{
    private readonly StringBuilder _text = new();
    private readonly Stack<ShellQuoting> _levels = new([new ShellQuoting(ContextOf(here)) { IsDoubleQuoted = here is { IsLiteral: false } }]);
    private int _quoteLine;

    public string Text => _text.ToString();

    public bool IsQuoted { get; private set; }

    public bool IsHereMark { get; init; }

    private ShellQuoting Level => _levels.Peek();

    private bool IsInHereDocument => here is not null && Level.Braces == 0;

    public void ReadBody() => ReadWord(here is { IsLiteral: true } ? input.Take() : input.TakeJoined());

    /// <returns>The character that ended the word; it is taken.</returns>
    public int ReadWord(int symbol)
    {
        symbol = AtLineStart(symbol);
        while (!EndsWord(symbol))
        {
            Add(symbol);
            var wasLineEnd = symbol == '\n';
            symbol = Level.Context == ShellContext.SingleQuoted ? input.Take() : input.TakeJoined();
            if (wasLineEnd)
                symbol = AtLineStart(symbol);
        }

        CheckEnd();
        return symbol;
    }

    // Of a here-document: its mark alone on a line is its end.
    private int AtLineStart(int symbol)
    {
        if (here is null)
            return symbol;
        while (here.StripsTabs && symbol == '\t')
            symbol = input.Take();
        return input.TakeLine(here.Mark) ? ShellInput.End : symbol;
    }

    private bool EndsWord(int symbol) =>
        symbol == ShellInput.End
        || (symbol is '\n' or '<' or '>' or '(' or ')' or ';' or '&' or '|' or ' ' or '\t'
            && Level is { Context: ShellContext.Plain, Braces: 0 });

    private void CheckEnd()
    {
        if (Level.Context == ShellContext.Arithmetic)
            throw lexer.Fault("'))' is missing", input.Line);
        if (Level.Context != ShellContext.Plain && here is null)
            throw lexer.Fault($"the {(Level.Context == ShellContext.SingleQuoted ? '\'' : '"')} is never closed", _quoteLine);
        if (Level.Braces > 0)
            throw lexer.Fault("'}' of a '${' is missing", input.Line);
    }

    private void Add(int symbol)
    {
        if (Level.Context == ShellContext.SingleQuoted)
        {
            if (symbol == '\'' && !IsInHereDocument)
                CloseQuote(symbol);
            else
                _text.Append((char)symbol);
            return;
        }

        switch (symbol)
        {
            case '\\':
                AddEscaped();
                break;
            case '\'' when Level.Context == ShellContext.Plain:
                OpenQuote(ShellContext.SingleQuoted);
                break;
            case '"' when Level.Context == ShellContext.Plain:
                OpenQuote(ShellContext.DoubleQuoted);
                break;
            case '"' when Level.Context == ShellContext.DoubleQuoted && !IsInHereDocument:
                CloseQuote(symbol);
                break;
            case '$':
                AddExpansion();
                break;
            case '}' when !Level.HasInnerQuote && Level.Braces > 0:
                CloseBrace();
                break;
            case '`' when !IsHereMark:
                ReadCutSubstitution();
                break;
            case '(' or ')' when Level.Context == ShellContext.Arithmetic:
                AddParenthesis(symbol);
                break;
            default:
                _text.Append((char)symbol);
                break;
        }
    }

    private void AddEscaped()
    {
        var symbol = input.Take();
        IsQuoted = true;
        _text.Append(ShellWord.Mark);
        if (symbol == ShellInput.End)
        {
            _text.Append('\\');
            input.PutBack();
            return;
        }

        var keepsBackslash = Level.IsDoubleQuoted && symbol is not ('\\' or '`' or '$')
            && (symbol != '"' || IsInHereDocument) && (symbol != '}' || Level.Braces == 0);
        if (keepsBackslash)
            _text.Append('\\');
        _text.Append((char)symbol);
    }

    private void OpenQuote(ShellContext context)
    {
        _quoteLine = input.Line;
        _text.Append(ShellWord.Mark);
        Level.Context = context;
        if (context != ShellContext.DoubleQuoted)
            return;
        Level.IsDoubleQuoted = true;
        if (Level.Braces > 0)
            Level.HasInnerQuote = !Level.HasInnerQuote;
    }

    private void CloseQuote(int symbol)
    {
        if (Level.QuotedBraces == 0)
        {
            Level.Context = ShellContext.Plain;
            Level.IsDoubleQuoted = false;
        }

        IsQuoted = true;
        _text.Append(ShellWord.Mark);
        if (symbol == '"' && Level.Braces > 0)
            Level.HasInnerQuote = !Level.HasInnerQuote;
    }

    private void CloseBrace()
    {
        _text.Append(ShellWord.Mark);
        if (--Level.Braces == 0 && Level.EndsWithBrace)
            _levels.Pop();
        else if (Level.QuotedBraces > 0)
            Level.QuotedBraces--;
    }

    private void AddParenthesis(int symbol)
    {
        _text.Append((char)symbol);
        if (symbol == '(')
            Level.Parentheses++;
        else if (Level.Parentheses > 0)
            Level.Parentheses--;
        else if (input.TakeJoined() == ')')
            _levels.Pop();
        else
            input.PutBack();
    }

    private void AddExpansion()
    {
        var symbol = input.TakeJoined();
        _text.Append(ShellWord.Mark);
        if (IsHereMark || !(symbol is '(' or '{' || ShellWord.IsNameStart(symbol) || ShellWord.IsSpecial(symbol)))
        {
            _text.Append('$');
            input.PutBack();
        }
        else if (symbol == '(')
        {
            ReadParenthesized();
        }
        else if (symbol == '{')
        {
            OpenBrace(ShellParameter.ReadBraced(input));
        }
        else
        {
            ShellParameter.SkipName(input, symbol, isBraced: false);
            input.PutBack();
        }
    }

    private void ReadParenthesized()
    {
        if (input.TakeJoined() == '(')
        {
            _levels.Push(new ShellQuoting(ShellContext.Arithmetic) { IsDoubleQuoted = true });
            return;
        }

        input.PutBack();
        lexer.ReadSubstitution();
    }

    private void OpenBrace(ShellParameterForm form)
    {
        if (form == ShellParameterForm.Whole)
            return;
        // After % and # stands a pattern, with quotes of its own; after all else a word in the quotes around it.
        var context = form == ShellParameterForm.WithPattern ? ShellContext.Plain
            : Level.Context == ShellContext.Arithmetic ? ShellContext.DoubleQuoted : Level.Context;
        if (context != Level.Context || Level.HasInnerQuote)
            _levels.Push(new ShellQuoting(context) { EndsWithBrace = true, IsDoubleQuoted = context != ShellContext.Plain });
        Level.Braces++;
        if (Level.IsDoubleQuoted)
            Level.QuotedBraces++;
    }

    private void ReadCutSubstitution()
    {
        var line = input.Line;
        var commands = new StringBuilder();
        for (var symbol = input.TakeJoined(); symbol != '`'; symbol = input.TakeJoined())
        {
            if (symbol == '\\')
            {
                symbol = input.Take();
                if (symbol is not ('\\' or '`' or '$') && (symbol != '"' || !Level.IsDoubleQuoted))
                    commands.Append('\\');
            }

            if (symbol == ShellInput.End)
                throw lexer.Fault("the ` is never closed", line);
            commands.Append((char)symbol);
        }

        _text.Append(ShellWord.Mark);
        ShellSyntax.EnterLevel();
        new ShellGrammar(new ShellInput(commands.ToString(), line)).ReadCutSubstitution();
    }

    private static ShellContext ContextOf(ShellHereDocument? here) => here switch
    {
        null => ShellContext.Plain,
        { IsLiteral: true } => ShellContext.SingleQuoted,
        _ => ShellContext.DoubleQuoted,
    };
}
