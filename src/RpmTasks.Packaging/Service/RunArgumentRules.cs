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
        ["-d"] = "",
        ["--restart"] = "RpmServiceRestart",
        ["--pull"] = "",
        ["--sdnotify"] = "",
        ["--cgroups"] = "",
        ["--stop-timeout"] = "RpmServiceStopTimeout",
        ["--interactive"] = "",
        ["-i"] = "",
        ["--tty"] = "",
        ["-t"] = "",
        ["-it"] = "",
        ["-ti"] = "",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static IEnumerable<(string Option, string Instead)> Reserved(ImmutableArray<string> words) =>
        from word in words
        let option = word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=')[0] : word
        where ReservedOptions.ContainsKey(option)
        select (option, ReservedOptions[option]);

    /// <summary>True when the user publishes ports or chooses a network, so that nothing is published by default.</summary>
    public static bool DecidesNetwork(ImmutableArray<string> words) => words.Any(word => NetworkOption().IsMatch(word));

    [GeneratedRegex(@"^(-[pP].*|--publish(=.*)?|--publish-all(=.*)?|--network(=.*)?|--net(=.*)?|--pod(=.*)?)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NetworkOption();
}
