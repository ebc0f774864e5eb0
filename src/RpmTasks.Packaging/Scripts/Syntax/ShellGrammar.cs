namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>The grammar of commands (XCU 2.9, 2.10): lists, pipelines, compound commands, functions and redirections.</summary>
internal sealed class ShellGrammar
{
    private const ShellExpectation Command = ShellExpectation.Keyword;
    private const ShellExpectation CommandOnAnyLine = ShellExpectation.Keyword | ShellExpectation.SkipLines;

    private static readonly string[] SpecialBuiltins =
        ["break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift", "times", "trap", "unset"];

    private readonly ShellLexer _lexer;

    public ShellGrammar(ShellInput input) => _lexer = new ShellLexer(input, this);

    /// <summary>What a list of commands may be.</summary>
    private enum ListKind
    {
        /// <summary>One line of the script itself.</summary>
        Line,

        /// <summary>One or more commands up to a word that ends them.</summary>
        Body,

        /// <summary>The same, or nothing.</summary>
        OptionalBody,
    }

    public void ReadScript()
    {
        do
            ReadList(ListKind.Line);
        while (_lexer.Last != ShellToken.End);
    }

    /// <summary>The commands of $(…), which the lexer meets within a word.</summary>
    public void ReadSubstitution()
    {
        ReadList(ListKind.OptionalBody);
        Expect(ShellToken.Close);
    }

    /// <summary>The commands of `…`, cut out already: what follows them there no shell looks at.</summary>
    public void ReadCutSubstitution() => ReadList(ListKind.OptionalBody);

    private void ReadList(ListKind kind)
    {
        ShellSyntax.EnterLevel();
        var mayEnd = kind == ListKind.OptionalBody;
        while (true)
        {
            var token = _lexer.Take(kind == ListKind.Line ? Command : CommandOnAnyLine);
            if (token is ShellToken.NewLine or ShellToken.End)
            {
                _lexer.SkipHereDocuments();
                if (token == ShellToken.End)
                    _lexer.PutBack();
                return;
            }

            _lexer.PutBack();
            if (mayEnd && token.EndsList())
                return;
            mayEnd = kind != ListKind.Line;
            ReadAndOr();
            if (!TakeSeparator(kind))
                return;
        }
    }

    /// <returns>False where the list is over.</returns>
    private bool TakeSeparator(ListKind kind)
    {
        switch (_lexer.Take())
        {
            case ShellToken.Background or ShellToken.Semicolon:
                return true;
            case ShellToken.NewLine:
                _lexer.PutBack();
                return true;
            case ShellToken.End:
                _lexer.SkipHereDocuments();
                break;
            default:
                if (kind == ListKind.Line)
                    throw Unexpected();
                break;
        }

        _lexer.PutBack();
        return false;
    }

    private void ReadAndOr()
    {
        ReadPipeline(ShellExpectation.None);
        while (_lexer.Take() is ShellToken.And or ShellToken.Or)
            ReadPipeline(CommandOnAnyLine);
        _lexer.PutBack();
    }

    private void ReadPipeline(ShellExpectation expectation)
    {
        if (_lexer.Take(expectation) == ShellToken.Not)
            expectation = Command;
        else
        {
            _lexer.PutBack();
            expectation = ShellExpectation.None;
        }

        ReadCommand(expectation);
        while (_lexer.Take() == ShellToken.Pipe)
            ReadCommand(CommandOnAnyLine);
        _lexer.PutBack();
    }

    private void ReadCommand(ShellExpectation expectation)
    {
        ShellSyntax.EnterLevel();
        switch (_lexer.Take(expectation))
        {
            case ShellToken.If:
                ReadIf();
                break;
            case ShellToken.While or ShellToken.Until:
                ReadBlock(ShellToken.Do, ShellToken.Done);
                break;
            case ShellToken.For:
                ReadFor();
                break;
            case ShellToken.Case:
                ReadCase();
                break;
            case ShellToken.Open:
                ReadBody(ShellToken.Close);
                break;
            case ShellToken.Begin:
                ReadBody(ShellToken.EndGroup);
                break;
            case ShellToken.Word or ShellToken.Redirection:
                _lexer.PutBack();
                ReadSimpleCommand();
                return;
            default:
                throw Unexpected();
        }

        while (_lexer.Take(Command) == ShellToken.Redirection)
            ReadTarget();
        _lexer.PutBack();
    }

    private void ReadBody(ShellToken end)
    {
        ReadList(ListKind.Body);
        Expect(end);
    }

    private void ReadBlock(ShellToken begin, ShellToken end)
    {
        ReadBody(begin);
        ReadBody(end);
    }

    private void ReadIf()
    {
        ReadBody(ShellToken.Then);
        ReadList(ListKind.Body);
        while (_lexer.Take() == ShellToken.ElIf)
        {
            ReadBody(ShellToken.Then);
            ReadList(ListKind.Body);
        }

        if (_lexer.Last == ShellToken.Else)
            ReadList(ListKind.Body);
        else
            _lexer.PutBack();
        Expect(ShellToken.EndIf);
    }

    private void ReadFor()
    {
        if (_lexer.Take() != ShellToken.Word || _lexer.IsQuoted || !ShellWord.IsName(_lexer.Word))
            throw _lexer.Fault("'for' needs the name of a variable");
        if (_lexer.Take(CommandOnAnyLine) == ShellToken.In)
        {
            while (_lexer.Take() == ShellToken.Word)
            {
            }

            if (_lexer.Last is not (ShellToken.NewLine or ShellToken.Semicolon))
                throw Unexpected();
        }
        else if (_lexer.Last != ShellToken.Semicolon)
        {
            _lexer.PutBack();
        }

        Expect(ShellToken.Do, CommandOnAnyLine);
        ReadBody(ShellToken.Done);
    }

    private void ReadCase()
    {
        Expect(ShellToken.Word);
        Expect(ShellToken.In, CommandOnAnyLine);
        while (_lexer.Take(CommandOnAnyLine) != ShellToken.EndCase)
        {
            ReadPatterns();
            ReadList(ListKind.OptionalBody);
            if (_lexer.Take(CommandOnAnyLine) == ShellToken.EndCase)
                return;
            _lexer.PutBack();
            Expect(ShellToken.EndOfCase);
        }
    }

    // What the pattern itself is, dash does not ask: its "(" and "|" and ")" must be there.
    private void ReadPatterns()
    {
        if (_lexer.Last == ShellToken.Open)
            _lexer.Take();
        while (_lexer.Take() == ShellToken.Pipe)
            _lexer.Take();
        if (_lexer.Last != ShellToken.Close)
            throw Expected(ShellToken.Close);
    }

    private void ReadSimpleCommand()
    {
        // Only one plain word, with nothing before it, can turn out to name a function.
        var (words, others) = (0, 0);
        while (true)
        {
            switch (_lexer.Take())
            {
                case ShellToken.Word:
                    if (words == 0 && ShellWord.IsAssignment(_lexer.Word))
                        others++;
                    else
                        words++;
                    break;
                case ShellToken.Redirection:
                    ReadTarget();
                    others++;
                    break;
                case ShellToken.Open when words == 1 && others == 0:
                    ReadFunction(_lexer.Word);
                    return;
                default:
                    _lexer.PutBack();
                    return;
            }
        }
    }

    private void ReadFunction(string name)
    {
        Expect(ShellToken.Close);
        if (!ShellWord.IsName(name) || SpecialBuiltins.Contains(name))
            throw _lexer.Fault($"'{ShellWord.Plain(name)}' cannot name a function");
        ReadCommand(CommandOnAnyLine);
    }

    private void ReadTarget()
    {
        var here = _lexer.HereDocument;
        if (_lexer.Take(here is null ? ShellExpectation.None : ShellExpectation.HereMark) != ShellToken.Word)
            throw Unexpected();
        if (here is not null)
            _lexer.Await(here with { Mark = ShellWord.Plain(_lexer.Word), IsLiteral = _lexer.IsQuoted });
    }

    private void Expect(ShellToken token, ShellExpectation expectation = ShellExpectation.None)
    {
        if (_lexer.Take(expectation) != token)
            throw Expected(token);
    }

    private ShellFaultException Unexpected() => _lexer.Fault($"{Found} is unexpected");

    private ShellFaultException Expected(ShellToken token) =>
        _lexer.Fault($"{(token == ShellToken.Word ? "a word" : token.Show(""))} is missing before {Found}");

    private string Found => _lexer.Last.Show(ShellWord.Plain(_lexer.Word));
}
