using Microsoft.Build.Framework;

namespace RpmTasks.Tasks;

/// <summary>How the image runs.</summary>
public sealed partial class PackRpm
{
    /// <summary>false packs an image without a service.</summary>
    public string Service { get; set; } = "";

    /// <summary>Name of the unit and the container; default: the package's.</summary>
    public string ServiceName { get; set; } = "";

    /// <summary>podman (default) or docker.</summary>
    public string ServiceEngine { get; set; } = "";

    /// <summary>A dependency in RPM's syntax instead of the engine's usual one.</summary>
    public string ServiceEngineRequires { get; set; } = "";

    /// <summary>el8 (default) or el9.</summary>
    public string HostBaseline { get; set; } = "";

    /// <summary>service (default), quadlet, timer or template.</summary>
    public string ServiceKind { get; set; } = "";

    /// <summary>When a timer fires: expressions of systemd.time(7), separated by ';'.</summary>
    public string ServiceOnCalendar { get; set; } = "";

    /// <summary>Where systemd listens for the app: ports, addresses with ports, or paths, separated by ';'.</summary>
    public string ServiceSocket { get; set; } = "";

    /// <summary>More arguments for the engine's run, quoted as a shell reads them.</summary>
    public string RunArguments { get; set; } = "";

    /// <summary>Ports to publish: [[address:]host:]container[/protocol].</summary>
    public string[] Ports { get; set; } = [];

    /// <summary>false publishes none.</summary>
    public string PublishPorts { get; set; } = "";

    /// <summary>First content of the environment file: NAME with the metadatum Value.</summary>
    public ITaskItem[] ServiceEnvironment { get; set; } = [];

    /// <summary>SOURCE:TARGET[:OPTIONS], with Owner (UID[:GID]) and Mode of a directory that is made.</summary>
    public ITaskItem[] Volumes { get; set; } = [];

    /// <summary>User in the container instead of the image's, with or without a group.</summary>
    public string ServiceUser { get; set; } = "";

    /// <summary>Capabilities of the container; none or default alone.</summary>
    public string[] ServiceCapabilities { get; set; } = [];

    /// <summary>Bytes, with K, M, G or T.</summary>
    public string ServiceMemoryMax { get; set; } = "";

    /// <summary>Share of a core, in per cent.</summary>
    public string ServiceCpuQuota { get; set; } = "";

    /// <summary>Processes and threads in the container.</summary>
    public string ServicePidsMax { get; set; } = "";

    /// <summary>Command in the container that ends with 0 when the app is well.</summary>
    public string ServiceHealthCommand { get; set; } = "";

    /// <summary>Time between two health checks; default 30s.</summary>
    public string ServiceHealthInterval { get; set; } = "";

    /// <summary>Failures in a row before the app counts as unwell; default 3.</summary>
    public string ServiceHealthRetries { get; set; } = "";

    /// <summary>Time after the start in which failures do not count; default 0s.</summary>
    public string ServiceHealthStartPeriod { get; set; } = "";

    /// <summary>conmon (default), container or healthy.</summary>
    public string ServiceNotify { get; set; } = "";

    /// <summary>Whether the app refers to Microsoft.Extensions.Hosting.Systemd.</summary>
    public bool AppNotifies { get; set; }

    /// <summary>Signal that makes the app reload; default none.</summary>
    public string ServiceReloadSignal { get; set; } = "";

    /// <summary>More lines of the unit, with Value and Section.</summary>
    public ITaskItem[] ServiceOptions { get; set; } = [];

    /// <summary>Path of a unit of the project's own, with the placeholders @NAME@, @IMAGE@ and @RUNARGS@.</summary>
    public string UnitFile { get; set; } = "";

    /// <summary>true mounts the image read-only.</summary>
    public string ServiceReadOnly { get; set; } = "";

    /// <summary>systemd's Restart=; default on-failure.</summary>
    public string ServiceRestart { get; set; } = "";

    /// <summary>Seconds that the app has to end; default 35.</summary>
    public string ServiceStopTimeout { get; set; } = "";

    /// <summary>Seconds that the app has to start; default 90.</summary>
    public string ServiceStartTimeout { get; set; } = "";

    /// <summary>Units to start after.</summary>
    public string[] ServiceAfter { get; set; } = [];

    /// <summary>Units to start along.</summary>
    public string[] ServiceWants { get; set; } = [];

    /// <summary>Several services that run the image: the role of each, with what it has otherwise than the others.</summary>
    public ITaskItem[] ServiceUnits { get; set; } = [];

    /// <summary>preset (default), enable or disable.</summary>
    public string ServiceEnable { get; set; } = "";

    /// <summary>true starts an enabled service at the first install.</summary>
    public string ServiceStart { get; set; } = "";

    /// <summary>false leaves a running service alone on upgrade.</summary>
    public string ServiceRestartOnUpgrade { get; set; } = "";
}
