using System.Collections.Immutable;

namespace RpmTasks.Packaging.Service;

/// <summary>Where the user's own arguments of the engine's run command mount something in the container.</summary>
internal static class MountTargets
{
    /// <summary>Options after which nobody can tell at build what is mounted where.</summary>
    private static readonly string[] Deciding = ["--image-volume", "--volumes-from"];

    public static bool AreUnknown(ImmutableArray<string> words) => words.Any(word => Deciding.Contains(word.Split('=')[0]));

    public static IEnumerable<string> Of(ImmutableArray<string> words) =>
        from index in Enumerable.Range(0, words.Length)
        let target = TargetOf(words[index], index + 1 < words.Length ? words[index + 1] : "")
        where target is not null
        select target;

    private static string? TargetOf(string word, string next)
    {
        var (option, value) = OptionOf(word, next);
        return option switch
        {
            // SOURCE:TARGET[:OPTIONS], or TARGET alone.
            "--volume" => value.Split(':') is [_, var target, ..] ? target : value,
            "--tmpfs" => value.Split(':')[0],
            "--mount" => value.Split(',').Select(field => field.Split('=', 2)).FirstOrDefault(field => field is ["target" or "dst" or "destination", _])?[1],
            _ => null,
        };
    }

    // --volume=X, --volume X, -v X, -vX, -v=X, and -qv X after letters that take no value.
    private static (string Option, string Value) OptionOf(string word, string next)
    {
        if (RunArgumentRules.Letters(word).ToArray() is [.., 'v'] letters)
            return ("--volume", word[(letters.Length + 1)..] is { Length: > 0 } rest ? rest.TrimStart('=') : next);
        return word.Split('=', 2) is [var option, var value] ? (option, value) : (word, next);
    }
}
