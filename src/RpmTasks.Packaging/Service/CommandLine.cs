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
        _words.Append(_words.Length > 0 ? " " : "").Append(words);
        return this;
    }

    /// <summary>One word that reaches the program byte for byte.</summary>
    public CommandLine Value(string value) => Words(IsPlain(value) ? value : UnitQuote.Argument(value));

    public CommandLine Values(IEnumerable<string> values)
    {
        foreach (var value in values)
            Value(value);
        return this;
    }

    /// <summary>One word of which the rest reaches the program byte for byte, and %i becomes the instance of the template.</summary>
    public CommandLine ValueOfInstance(string value) =>
        Words(IsPlain(value.Replace(Instance, "", StringComparison.Ordinal)) ? value : UnitQuote.Argument(value).Replace("%" + Instance, Instance, StringComparison.Ordinal));

    public override string ToString() => _words.ToString();

    /// <summary>What no reader of the line could take for anything else stays bare, since administrators read units.</summary>
    public static bool IsPlain(string value) =>
        value.Length > 0 && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '=' or '.' or ',' or '/' or ':' or '@');

    /// <summary>The instance of a template, in a unit.</summary>
    public const string Instance = "%i";
}
