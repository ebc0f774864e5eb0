using System.Collections.Frozen;

namespace RpmTasks.Packaging.Service;

/// <summary>The keys of a quadlet that stand for arguments of podman's run.</summary>
internal static class QuadletKeys
{
    /// <summary>Takes what has no key of its own.</summary>
    public const string Arguments = "PodmanArgs";

    private static readonly FrozenDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["--cap-add"] = "AddCapability",
        ["--cap-drop"] = "DropCapability",
        ["--env-file"] = "EnvironmentFile",
        ["--health-cmd"] = "HealthCmd",
        ["--health-interval"] = "HealthInterval",
        ["--health-retries"] = "HealthRetries",
        ["--health-start-period"] = "HealthStartPeriod",
        ["--pids-limit"] = "PidsLimit",
        ["--publish"] = "PublishPort",
        ["--stop-timeout"] = "StopTimeout",
        ["--volume"] = "Volume",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A key of its own where administrators would look for one and its value can be read in one way only.</summary>
    public static (string Key, string Value) Of(string argument)
    {
        if (argument == "--security-opt=no-new-privileges")
            return ("NoNewPrivileges", "true");
        if (argument == "--read-only")
            return ("ReadOnly", "true");
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && Keys.TryGetValue(argument[..equals], out var key) && IsPlain(key, argument[(equals + 1)..])
            ? (key, argument[(equals + 1)..])
            : (Arguments, new CommandLine("").Value(argument).ToString());
    }

    // A volume named so would be taken for another quadlet.
    private static bool IsPlain(string key, string value) =>
        CommandLine.IsPlain(value) && !(key == "Volume" && value.Split(':')[0].EndsWith(".volume", StringComparison.Ordinal));
}
