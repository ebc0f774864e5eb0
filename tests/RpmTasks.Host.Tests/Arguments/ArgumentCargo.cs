namespace RpmTasks.Host.Tests.Arguments;

/// <summary>
/// Words for an engine's run that carry lists of words into a container and let them be read there: each as the value of a variable, in one
/// word with its option or in two, and those that the engines take for the name of a label, bare as such.
/// </summary>
internal sealed class ArgumentCargo
{
    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    public ArgumentCargo(IReadOnlyList<string[]> lists)
    {
        for (var list = 0; list < lists.Count; list++)
        {
            for (var place = 0; place < lists[list].Length; place++)
                Add($"L{list}_{place}", lists[list][place]);
        }
    }

    public IReadOnlyList<string> Words => _words;

    public IReadOnlyDictionary<string, string> Variables => _variables;

    public IReadOnlyDictionary<string, string> Labels => _labels;

    private void Add(string name, string word)
    {
        _words.AddRange(_words.Count % 2 == 0 ? [$"--env={name}={word}"] : ["--env", $"{name}={word}"]);
        _variables[name] = word;
        var (label, value) = Assignment(word);
        // What both engines refuse in the name of a label.
        if (label.Length == 0 || label.AsSpan().ContainsAny(' ', '\t'))
            return;
        _words.AddRange(["--label", word]);
        _labels[label] = value;
    }

    /// <summary>As the engines and the kernel's lists of variables have it: a name, and all that follows the first '='.</summary>
    public static (string Name, string Value) Assignment(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
    }
}
