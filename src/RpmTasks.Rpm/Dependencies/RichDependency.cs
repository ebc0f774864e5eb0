using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Dependencies;

/// <summary>A boolean dependency, "(a >= 1 or b)": checked against rpm's grammar (rpmrichParse) and brought into its usual spelling.</summary>
internal sealed class RichDependency
{
    /// <summary>Far more than anyone writes; keeps hostile text from exhausting the stack.</summary>
    private const int MaxDepth = 32;

    private static readonly string[] Operators = ["and", "or", "if", "unless", "else", "with", "without"];

    private readonly string _text;
    private readonly StringBuilder _normal = new();
    private int _position;

    private RichDependency(string text) => _text = text;

    private char Next => _position < _text.Length ? _text[_position] : '\0';

    public static string Normalize(DependencyKind kind, string text)
    {
        if (kind is DependencyKind.Provides or DependencyKind.Obsoletes)
            throw new FormatException($"an expression in parentheses cannot stand in {kind}");
        var parser = new RichDependency(text);
        var expression = parser.ReadExpression(0);
        parser.SkipBlanks();
        if (parser._position < text.Length)
            throw new FormatException($"'{text[parser._position..]}' follows the closing parenthesis");
        if (RichContext.FindProblem(kind, expression) is { } problem)
            throw new FormatException(problem);
        return parser._normal.ToString();
    }

    private RichExpression ReadExpression(int depth)
    {
        if (depth == MaxDepth)
            throw new FormatException("its parentheses are nested too deeply");
        Take();
        List<RichExpression?> operands = [ReadOperand(depth)];
        var (chain, first) = ("(", "");
        for (SkipBlanks(); Next != ')'; SkipBlanks())
        {
            var name = ReadWord();
            if (!Operators.Contains(name))
                throw new FormatException(
                    name.Length == 0 ? "a closing parenthesis is missing" : $"'{name}' is none of {string.Join(", ", Operators)}");
            if (!CanFollow(chain, name))
                throw new FormatException($"'{name}' cannot follow '{chain}' without parentheses of its own");
            chain = name;
            if (first.Length == 0)
                first = name;
            _normal.Append(' ').Append(name).Append(' ');
            operands.Add(ReadOperand(depth));
        }

        Take();
        return new RichExpression(first, operands);
    }

    /// <summary>Only and, or and with can be chained, each with itself; else belongs to an if or unless.</summary>
    private static bool CanFollow(string chain, string name) => chain switch
    {
        "(" => name != "else",
        "and" or "or" or "with" => name == chain,
        "if" or "unless" => name == "else",
        _ => false,
    };

    private RichExpression? ReadOperand(int depth)
    {
        SkipBlanks();
        if (Next == '(')
            return ReadExpression(depth + 1);

        var name = ReadWord();
        if (CapabilityRules.FindNameProblem(name) is { } problem)
            throw new FormatException(problem);
        _normal.Append(name);
        SkipBlanks();
        if (Next is '<' or '=' or '>')
            ReadVersion();
        return null;
    }

    private void ReadVersion()
    {
        var comparison = ReadWord();
        if (CapabilityRules.SenseOf(comparison) is null)
            throw new FormatException($"'{comparison}' is none of <, <=, =, >= and >");
        SkipBlanks();
        var version = ReadWord();
        if (CapabilityRules.FindVersionProblem(version) is { } problem)
            throw new FormatException(problem);
        _normal.Append(' ').Append(comparison).Append(' ').Append(version);
    }

    /// <summary>Up to a blank, or to a closing parenthesis that was not opened within the word.</summary>
    private string ReadWord()
    {
        var start = _position;
        for (var open = 0; _position < _text.Length && !char.IsWhiteSpace(Next); _position++)
        {
            if (Next == '(')
                open++;
            else if (Next == ')' && open-- == 0)
                break;
        }

        return _text[start.._position];
    }

    private void SkipBlanks()
    {
        while (char.IsWhiteSpace(Next))
            _position++;
    }

    private void Take() => _normal.Append(_text[_position++]);
}
