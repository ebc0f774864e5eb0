using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Service;

/// <summary>What may stand among the user's own arguments of the engine's run command.</summary>
internal static partial class RunArgumentRules
{
    // The unit decides these; a second one would break start, stop or the next upgrade. The value is the property to use instead.
    private static readonly ImmutableDictionary<string, string> ReservedOptions = new Dictionary<string, string>
    {
        ["--name"] = "RpmServiceName",
        ["--rm"] = "",
        ["--replace"] = "",
        ["--cidfile"] = "",
        ["--detach"] = "",
        ["--restart"] = "RpmServiceRestart",
        ["--pull"] = "",
        ["--sdnotify"] = "",
        ["--cgroups"] = "",
        ["--stop-timeout"] = "RpmServiceStopTimeout",
        ["--interactive"] = "",
        ["--tty"] = "",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Flags of one letter without a value, which may stand together: -it, -dp 80:80.</summary>
    public const string Switches = "ditPq";

    public static IEnumerable<(string Option, string Instead)> Reserved(ImmutableArray<string> words)
    {
        foreach (var word in words)
        {
            var option = word.Split('=')[0];
            if (ReservedOptions.TryGetValue(option, out var instead))
                yield return (option, instead);
            else if (Letters(word).Any(letter => letter is 'd' or 'i' or 't'))
                yield return (option, "");
        }
    }

    /// <summary>
    /// The word that the engine would take for the image, in place of ours. Only of the first can that be said: a later one may be the value of
    /// an option before it.
    /// </summary>
    public static string? FindImage(ImmutableArray<string> words) => words switch
    {
        ["--", var image, ..] => image,
        [['-', _, ..], ..] or [] => null,
        [var image, ..] => image,
    };

    /// <summary>True when the user publishes ports or chooses a network, so that nothing is published by default.</summary>
    public static bool DecidesNetwork(ImmutableArray<string> words) =>
        words.Any(word => NetworkOption().IsMatch(word) || Letters(word).Any(letter => letter is 'p' or 'P'));

    /// <summary>The flags of a word like -dp80:80: letters up to the first that takes the rest, or the next word, as its value.</summary>
    private static IEnumerable<char> Letters(string word)
    {
        if (word is not ['-', not '-', ..])
            yield break;
        foreach (var letter in word.Skip(1))
        {
            yield return letter;
            if (!Switches.Contains(letter, StringComparison.Ordinal))
                yield break;
        }
    }

    [GeneratedRegex(@"^--(publish|publish-all|network|net|pod)(=.*)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NetworkOption();
}
