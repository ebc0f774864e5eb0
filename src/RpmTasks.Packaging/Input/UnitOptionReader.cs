using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>One more line for the unit, as the project has it.</summary>
internal sealed record UnitOptionInput(string Key, string Value, string Section = "");

/// <summary>Reads the lines that go into the unit as they are.</summary>
internal sealed partial class UnitOptionReader(ImmutableArray<UnitOptionInput> options, ServiceEngine engine, ProblemList problems)
{
    private static readonly ImmutableArray<string> Sections = ["Unit", "Service", "Install"];

    // What makes the unit work; the property that sets it, if any.
    private static readonly ImmutableDictionary<string, string> Reserved = new Dictionary<string, string>
    {
        ["Type"] = "RpmServiceNotify",
        ["NotifyAccess"] = "RpmServiceNotify",
        ["ExecStart"] = "RpmRunArgs",
        ["ExecStop"] = "RpmServiceStopTimeout",
        ["KillMode"] = "",
        ["Delegate"] = "",
        ["PIDFile"] = "",
        ["Restart"] = "RpmServiceRestart",
        ["TimeoutStartSec"] = "RpmServiceStartTimeout",
        ["TimeoutStopSec"] = "RpmServiceStopTimeout",
        ["TimeoutSec"] = "RpmServiceStartTimeout",
        ["Description"] = "RpmSummary",
        ["User"] = "RpmServiceUser",
        ["Group"] = "RpmServiceUser",
        ["DynamicUser"] = "RpmServiceUser",
        ["ExecReload"] = "RpmServiceReloadSignal",
        ["MemoryMax"] = "RpmServiceMemoryMax",
        ["CPUQuota"] = "RpmServiceCpuQuota",
        ["TasksMax"] = "RpmServicePidsMax",
        ["OnCalendar"] = "RpmServiceOnCalendar",
        ["ListenStream"] = "RpmServiceSocket",
        ["Image"] = "RpmImage",
        ["ContainerName"] = "RpmServiceName",
        ["Notify"] = "RpmServiceNotify",
        ["Pull"] = "",
        ["EnvironmentFile"] = "RpmEnvironment",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // The same where systemd runs the image itself; there the other ones are no arguments of an engine.
    private static readonly ImmutableDictionary<string, string> ReservedNatively = Reserved.SetItem("ExecStart", "ContainerEntrypoint").AddRange(
        new Dictionary<string, string> { ["RootDirectory"] = "", ["RootImage"] = "", ["RootDirectoryStartOnly"] = "", ["MountAPIVFS"] = "", ["StateDirectoryMode"] = "RpmVolume", ["KillSignal"] = "STOPSIGNAL of the image" });

    // Each gives the client a namespace of its own, or takes from it what the container needs: the service starts, but its stop fails and
    // the next container on the port is unreachable, or it does not start at all (tried with podman 5.4). The last lines are those that make
    // such a namespace too (exec_needs_mount_namespace() of systemd 257), and older names of the first.
    private static readonly ImmutableHashSet<string> Breaking = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "PrivateTmp", "ProtectHome", "ProtectSystem", "ReadOnlyPaths", "ReadWritePaths", "InaccessiblePaths", "TemporaryFileSystem", "BindPaths", "BindReadOnlyPaths", "PrivateMounts", "ProtectKernelModules",
        "ProtectKernelTunables", "ProtectKernelLogs", "ProtectProc", "ProtectControlGroups", "ProtectHostname", "PrivateDevices", "PrivateNetwork", "PrivateUsers", "RestrictSUIDSGID", "RestrictNamespaces",
        "MemoryDenyWriteExecute", "RootDirectory", "RootImage", "MountFlags",
        "ExecPaths", "NoExecPaths", "MountImages", "ExtensionImages", "ExtensionDirectories", "ProcSubset", "PrivateIPC", "IPCNamespacePath", "PrivatePIDs", "NetworkNamespacePath", "LogNamespace", "BindLogSockets",
        "ReadOnlyDirectories", "ReadWriteDirectories", "InaccessibleDirectories");

    private bool IsNative => engine == ServiceEngine.Systemd;

    public ImmutableArray<UnitOption> Read(KindRequest kind)
    {
        foreach (var option in options)
            Check(option, [.. Sections, .. kind.Sections]);
        return [.. options.Select(option => new UnitOption(SectionOf(option), option.Key, option.Value))];
    }

    private void Check(UnitOptionInput option, ImmutableArray<string> sections)
    {
        var section = SectionOf(option);
        if (!sections.Contains(section))
            problems.Add(Rules.BadUnitSection, option.Key, section, string.Join(", ", sections));
        // Nothing after '=' takes back the lines before it, ours too. A backslash at the end would draw in the next line.
        else if (!KeyPattern().IsMatch(option.Key) || string.IsNullOrWhiteSpace(option.Value) || option.Value.Any(char.IsControl) || option.Value.EndsWith('\\') || !UnitQuote.CanCarry(option.Value))
            problems.Add(Rules.BadUnitOption, option.Key, option.Value);
        else if ((IsNative ? ReservedNatively : Reserved).TryGetValue(option.Key, out var instead) && section != "Install")
            problems.Add(Rules.ReservedUnitOption, option.Key, instead.Length > 0 ? $"; use {instead} instead" : "");
        else if (!IsNative && Breaking.Contains(option.Key))
            problems.Add(Rules.BreakingUnitOption, option.Key);
    }

    private static string SectionOf(UnitOptionInput option) => option.Section.Length > 0 ? option.Section : "Service";

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
