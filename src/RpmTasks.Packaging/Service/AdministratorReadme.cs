using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;

namespace RpmTasks.Packaging.Service;

/// <summary>The page for the administrator that each package carries.</summary>
internal static class AdministratorReadme
{
    public static string Write(ServicePlan plan)
    {
        if (plan.Request.Engine == ServiceEngine.Systemd)
            return WithoutEngine(plan);
        var engine = plan.Request.Engine == ServiceEngine.Docker ? "docker" : "podman";
        var paths = plan.Paths;
        return $"""
            # {plan.PackageName}

            {plan.Description}

            {What(plan)} a container image with {engine}. The image is part of this package; nothing is pulled.

            | what | where |
            |---|---|
            {string.Join('\n', Commands(plan).Select(Row))}
            | environment of the app, secrets too | {paths.EnvironmentFile}{AndOf(plan, unit => unit.Paths.EnvironmentFile)} |
            | more arguments for {engine} run | {ForEach(plan, unit => unit.Paths.EngineArgumentsFile)} |
            | change the unit | {ForEach(plan, unit => $"systemctl edit {unit.Paths.ServiceUnit}")} |
            | the image | {paths.ImageFolder}{Shared(plan)} |
            | why it does not start | the last lines of its log |
            | files that are damaged | rpm -V {plan.PackageName}; dnf reinstall {plan.PackageName} |

            The image is imported into {engine} at the first start, and again whenever it is missing there.
            Image: {plan.Image.Name.Reference} ({plan.Image.ConfigDigest})

            Upgrade: {(plan.Request.RestartOnUpgrade ? Upgrade(plan) : "what runs is left alone; the new image is imported, and used, at the next start.")}
            Downgrade: dnf downgrade {plan.PackageName}; the older package brings its image.
            Erase: container and image go; edited configuration stays as .rpmsave; directories for data and named volumes are never removed.

            """;
    }

    private static string WithoutEngine(ServicePlan plan)
    {
        var paths = plan.Paths;
        return $"""
            # {plan.PackageName}

            {plan.Description}

            {What(plan.Request.Kind)} that systemd runs in the files of a container image. No container engine takes part; the files are part of this package.

            | what | where |
            |---|---|
            {string.Join('\n', Commands(plan).Select(Row))}
            | environment of the app, secrets too | {paths.EnvironmentFile} |
            | change the unit, open or close its sandbox | systemctl edit {paths.ServiceUnit} |
            | what the sandbox leaves open | systemd-analyze security {Unit(plan)} |
            | the image's files | {plan.Tree!.Root}{(plan.Tree.App is { } app ? $", which packages share, and {app.Source}" : "")} |
            | data | {string.Join(", ", plan.Run!.Volumes.Folders.Select(folder => folder.Path.Replace(CommandLine.Instance, "INSTANCE", StringComparison.Ordinal)))} |
            | why it does not start | the last lines of its log |
            | files that are damaged | rpm -V {plan.PackageName}; dnf reinstall {plan.PackageName} |

            The service has the host's network: it listens on the host's ports itself.
            Image: {plan.Image.Name.Reference} ({plan.Image.ConfigDigest})

            Upgrade: {(plan.Request.RestartOnUpgrade ? UpgradeWithoutEngine(plan.Request.Kind) : "what runs is left alone, without the older files, which are removed; restart it soon.")}
            Downgrade: dnf downgrade {plan.PackageName}
            Erase: edited configuration stays as .rpmsave; data is never removed.

            """;
    }

    private static string Unit(ServicePlan plan) => plan.Request.Kind == ServiceKind.Template ? plan.Request.Name + "@INSTANCE.service" : plan.Paths.ServiceUnit;

    private static string UpgradeWithoutEngine(ServiceKind kind) => kind switch
    {
        ServiceKind.Timer => "a job that runs is left to its end, but what it has not loaded yet is gone; the next one is the new one.",
        ServiceKind.Template => "every instance that runs restarts once, as soon as the new files are there.",
        _ => "the service restarts once, as soon as the new files are there; the older ones are removed after that.",
    };

    private static string Shared(ServicePlan plan) =>
        plan.SharesLayers ? $", with layers that it shares in {LayerName.Folder}; dnf autoremove removes those that no package needs" : "";

    private static string AndOf(ServicePlan plan, Func<ServicePlan, string> file) =>
        plan.Members.IsEmpty ? "" : $"; for one service alone, with the last word, {ForEach(plan, file)}";

    private static string ForEach(ServicePlan plan, Func<ServicePlan, string> text) => string.Join(", ", plan.Units.Select(text));

    private static string What(ServicePlan plan) => plan.Members.IsEmpty ? What(plan.Request.Kind) + " that runs" : "Several services that run";

    private static string What(ServiceKind kind) => kind switch
    {
        ServiceKind.Timer => "A job",
        ServiceKind.Template => "A service of any number of instances",
        _ => "A service",
    };

    private static IEnumerable<(string What, string Command)> Commands(ServicePlan plan)
    {
        var (name, paths) = (plan.Request.Name, plan.Paths);
        return plan.Request.Kind switch
        {
            _ when !plan.Members.IsEmpty => OfAll(plan),
            ServiceKind.Timer =>
            [
                ("run it on time", $"systemctl enable --now {paths.TimerUnit}"),
                ("when it runs", $"systemctl list-timers {paths.TimerUnit}"),
                ("run it now", $"systemctl start {paths.ServiceUnit}"),
                ("log", $"journalctl -u {paths.ServiceUnit}"),
            ],
            ServiceKind.Template =>
            [
                ("start, stop, enable an instance", $"systemctl start {name}@INSTANCE"),
                ("log", $"journalctl -u {name}@INSTANCE"),
                plan.Request.Engine == ServiceEngine.Systemd
                    ? ("environment of one instance, after that of all", $"{paths.ConfigurationFolder}/INSTANCE.env")
                    : ("arguments for one instance, instead of those for all", $"{paths.EngineArgumentsFile}-INSTANCE"),
            ],
            ServiceKind.Quadlet =>
            [
                ("start, stop", $"systemctl start {string.Join(' ', ServiceUnits.Of(plan).Running)}"),
                .. plan.Request.Sockets.IsEmpty ? Array.Empty<(string, string)>() : [("listen at boot, and start at the first connection", $"systemctl enable {paths.SocketUnit}")],
                ("start at boot", AtBoot(plan)),
                ("log", $"journalctl -u {paths.ServiceUnit}"),
            ],
            _ when !plan.Request.Sockets.IsEmpty =>
            [
                ("start, stop, enable", $"systemctl start {paths.SocketUnit} {paths.ServiceUnit}"),
                ("log", $"journalctl -u {paths.ServiceUnit}"),
            ],
            _ =>
            [
                ("start, stop, enable", $"systemctl start {paths.ServiceUnit}"),
                ("log", $"journalctl -u {paths.ServiceUnit}"),
            ],
        };
    }

    private static IEnumerable<(string What, string Command)> OfAll(ServicePlan plan) =>
    [
        ("start, stop, restart, enable all", $"systemctl start {plan.Paths.TargetUnit}"),
        .. plan.Members.Select(unit => (unit.Description, $"systemctl start {string.Join(' ', ServiceUnits.Of(unit).Started)}; journalctl -u {unit.Paths.ServiceUnit}")),
        ("leave one out of all", $"systemctl mask --now {string.Join(' ', ServiceUnits.Of(plan.Members[^1]).Started)}"),
        ("log of all", $"journalctl -u '{plan.Request.Name}-*'"),
    ];

    private static string AtBoot(ServicePlan plan) => QuadletUnit.StartsAtBoot(plan)
        ? $"it does; systemctl mask {plan.Paths.ServiceUnit} prevents it"
        : $"[Install] and WantedBy=multi-user.target in /etc/containers/systemd/{plan.Request.Name}.container.d/boot.conf, then systemctl daemon-reload";

    private static string Upgrade(ServicePlan plan) => plan.Request.Kind switch
    {
        _ when !plan.Members.IsEmpty => "the new image is imported while the old containers run, then every service that runs restarts once.",
        ServiceKind.Timer => "the new image is imported; a job that runs is left to its end, the next one is the new one.",
        ServiceKind.Template => "the new image is imported while the old containers run, then every instance that runs restarts once.",
        _ => "the new image is imported while the old container runs, then the service restarts once.",
    };

    private static string Row((string What, string Command) row) => $"| {row.What} | {row.Command} |";
}
