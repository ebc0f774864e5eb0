using System.Text;

using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>One command of a unit, word by word.</summary>
internal sealed class CommandLine(string program)
{
    private readonly StringBuilder _words = new(program);

    /// <summary>Words of ours, in systemd's syntax: their '%' and '$' mean what they mean to systemd.</summary>
    public CommandLine Words(string words)
    {
        _words.Append(' ').Append(words);
        return this;
    }

    /// <summary>One word that reaches the program byte for byte.</summary>
    public CommandLine Value(string value)
    {
        _words.Append(' ').Append(IsPlain(value) ? value : UnitQuote.Argument(value));
        return this;
    }

    public CommandLine Values(IEnumerable<string> values)
    {
        foreach (var value in values)
            Value(value);
        return this;
    }

    public override string ToString() => _words.ToString();

    // What no reader of the line could take for anything else stays bare, since administrators read units.
    private static bool IsPlain(string value) =>
        value.Length > 0 && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '=' or '.' or ',' or '/' or ':' or '@');
}
