using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RpmTasks.Packaging.Service;

/// <summary>An option of the engine's run command by its long name, however it was written: "--user=0" for "-u 0" too.</summary>
/// <param name="Value">Null where none was given.</param>
internal sealed record RunOption(string Name, string? Value)
{
    /// <summary>Those that anybody asks about and that have their value in the next word too.</summary>
    private static readonly FrozenSet<string> TakeValue = FrozenSet.Create(
        StringComparer.Ordinal,
        "--network", "--net", "--pid", "--ipc", "--uts", "--userns", "--cap-add", "--device", "--security-opt", "--user", "--volume", "--mount", "--tmpfs", "--volumes-from");

    private static readonly FrozenDictionary<char, string> LongNames = new Dictionary<char, string> { ['u'] = "--user", ['v'] = "--volume" }.ToFrozenDictionary();

    /// <summary>Every option among the words; what is none is passed over.</summary>
    public static IEnumerable<RunOption> Read(ImmutableArray<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (Parse(words[i]) is not { } option)
                continue;
            if (option.Value is null && TakeValue.Contains(option.Name) && i + 1 < words.Length)
                option = option with { Value = words[++i] };
            yield return option;
        }
    }

    public override string ToString() => Value is null ? Name : $"{Name}={Value}";

    private static RunOption? Parse(string word)
    {
        if (word is ['-', '-', ..])
            return word.Split('=', 2) is [var name, var value] ? new RunOption(name, value) : new RunOption(word, null);
        if (word is not ['-', .. var letters])
            return null;
        var rest = letters.TrimStart([.. RunArgumentRules.Switches]);
        return rest.Length > 0 && LongNames.TryGetValue(rest[0], out var option)
            ? new RunOption(option, rest.Length == 1 ? null : rest[1..].TrimStart('='))
            : null;
    }
}
