using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>What stands for an argument of an engine's run where there is no engine.</summary>
internal static class NativeRunArguments
{
    private const string Capabilities = "Use RpmServiceCapabilities";
    private const string Environment = "Use RpmEnvironment";
    private const string Volume = "Use RpmVolume";
    private const string Network = "Remove it: the service has the host's network; IPAddressDeny=, PrivateNetwork= and their like are for RpmServiceOption";
    private const string Settled = "Remove it: it is always so";
    private const string Other = "Remove it; what the service may do and have is said by RpmServiceOption in systemd's own words (systemd.exec(5))";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["--privileged"] = "Remove it, and open what the app needs: RpmServiceCapabilities for capabilities, RpmServiceUser=root, RpmServiceOption for the sandbox, for example <RpmServiceOption Include=\"PrivateDevices\" Value=\"no\" />",
        ["--device"] = "Remove it, and open the device: <RpmServiceOption Include=\"PrivateDevices\" Value=\"no\" /> and <RpmServiceOption Include=\"DeviceAllow\" Value=\"/dev/ttyUSB0 rw\" />",
        ["--publish"] = "Use RpmPort",
        ["-p"] = "Use RpmPort",
        ["--publish-all"] = "Remove it: what the app listens on it listens on at the host",
        ["-P"] = "Remove it: what the app listens on it listens on at the host",
        ["--volume"] = Volume,
        ["-v"] = Volume,
        ["--mount"] = Volume,
        ["--env"] = Environment,
        ["-e"] = Environment,
        ["--env-file"] = "Use RpmEnvironment: /etc/NAME/NAME.env is read at each start, and a drop-in with EnvironmentFile= adds others",
        ["--user"] = "Use RpmServiceUser",
        ["-u"] = "Use RpmServiceUser",
        ["--cap-add"] = Capabilities,
        ["--cap-drop"] = Capabilities,
        ["--memory"] = "Use RpmServiceMemoryMax",
        ["-m"] = "Use RpmServiceMemoryMax",
        ["--cpus"] = "Use RpmServiceCpuQuota",
        ["--pids-limit"] = "Use RpmServicePidsMax",
        ["--network"] = Network,
        ["--net"] = Network,
        ["--read-only"] = Settled,
        ["--init"] = Settled,
        ["--rm"] = Settled,
        ["--tmpfs"] = "Use <RpmServiceOption Include=\"TemporaryFileSystem\" Value=\"/cache\" />; /tmp and /var/tmp are the service's own already",
        ["--ulimit"] = "Use <RpmServiceOption Include=\"LimitNOFILE\" Value=\"65536\" /> and its like",
        ["--entrypoint"] = "Use ContainerEntrypoint, or build an image that starts so",
        ["--workdir"] = "Use ContainerWorkingDirectory, or <RpmServiceOption Include=\"WorkingDirectory\" Value=\"/app\" />",
        ["-w"] = "Use ContainerWorkingDirectory, or <RpmServiceOption Include=\"WorkingDirectory\" Value=\"/app\" />",
        ["--stop-timeout"] = "Use RpmServiceStopTimeout",
        ["--restart"] = "Use RpmServiceRestart",
        ["--name"] = "Use RpmServiceName",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>One for each option; a word that is none is taken for the value of the one before.</summary>
    public static IEnumerable<(string Word, string Remedy)> Remedies(ImmutableArray<string> words) =>
        from word in words.Where((word, index) => index == 0 || word.StartsWith('-'))
        let option = OptionOf(word)
        select (option, Known.GetValueOrDefault(option, Other));

    // -p80:80 as well as -p 80:80.
    private static string OptionOf(string word) =>
        word.Split('=')[0] is var option && option is ['-', not '-', _, ..] ? option[..2] : option;
}
