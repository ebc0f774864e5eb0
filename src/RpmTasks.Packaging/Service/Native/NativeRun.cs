using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>What the image and the project ask of systemd where it runs the image itself.</summary>
internal sealed record NativeRun
{
    public required ImmutableArray<NativeVariable> Environment { get; init; }

    /// <summary>Absolute, in the image.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>As KillSignal= takes it; null for systemd's usual one.</summary>
    public string? KillSignal { get; init; }

    /// <summary>All that the service has, without their prefix CAP_.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    public required NativeVolumes Volumes { get; init; }

    /// <summary>Whether the image itself uses places that ProtectHome= would hide.</summary>
    public bool UsesHome { get; init; }

    /// <exception cref="PackException">The image or a property asks for what a unit cannot give; it lists all of it.</exception>
    /// <param name="sharedUnder">Where the app lies in a base that other packages share, from the root; null where all is the package's own.</param>
    public static NativeRun Of(ServiceRequest service, ImageConfig config, string? sharedUnder = null)
    {
        var problems = new ProblemList();
        var ports = NativePorts.Of(service, config, problems);
        var folder = "/" + config.WorkingDirectory.Trim('/');
        CheckTexts(config, folder, problems);
        var run = new NativeRun
        {
            Environment = NativeEnvironment.Of(service, config, ports, problems),
            WorkingDirectory = folder,
            KillSignal = KillSignalOf(config, problems),
            Capabilities = CapabilitiesOf(service.Confinement, ports),
            Volumes = NativeVolumes.Of(service, config, problems),
            SharedUnder = sharedUnder,
            UsesHome = Words(config).Append(folder).Concat(service.Volumes.Select(volume => volume.Target)).Any(IsHome),
        };
        foreach (var path in run.OwnMounts.Select(mount => mount.Path).Where(path => sharedUnder is not null && !run.IsOwn(path)))
            problems.Add(Rules.VolumeOfHost, path, "its place lies in the base, which other packages share", $"Mount it below /{sharedUnder}, or set RpmImageLayers=bundled");
        problems.ThrowIfAnyError();
        return run;
    }

    /// <summary>What the tree must have for the unit to start.</summary>
    public TreeNeeds Needs => new(
        [.. TreeNeeds.Usual.Mounts, .. SharedUnder is null ? Volumes.Mounts : Enum.GetValues<FolderKind>().Select(kind => new MountPoint(kind.Parent())), .. OwnMounts],
        [.. TreeNeeds.Usual.Covered.Where(path => !(UsesHome && IsHome(path))), .. Volumes.Covered]);

    /// <summary>Places that this service alone has in the image, beside those that systemd makes for it.</summary>
    private IEnumerable<MountPoint> OwnMounts => [.. WorkingDirectory == "/" ? Array.Empty<MountPoint>() : [new MountPoint(WorkingDirectory)], .. Volumes.OwnMounts];

    private string? SharedUnder { get; init; }

    private bool IsOwn(string path) => path == "/" + SharedUnder || path.StartsWith($"/{SharedUnder}/", StringComparison.Ordinal);

    private static ImmutableArray<string> CapabilitiesOf(Confinement confinement, NativePorts ports)
    {
        const string bind = "NET_BIND_SERVICE";
        ImmutableArray<string> asked = confinement.Capabilities ?? [];
        return ports.HasPrivileged && confinement.Capabilities is null ? [bind] : asked;
    }

    private static string? KillSignalOf(ImageConfig config, ProblemList problems)
    {
        if (config.StopSignal.Length == 0)
            return null;
        if (StopSignal.Find(config.StopSignal) is { } signal)
            return signal;
        problems.Add(Rules.NotForUnit, "stop signal", config.StopSignal, "Linux has no such signal", "Build the image with one that it has, for example STOPSIGNAL SIGTERM");
        return null;
    }

    private static void CheckTexts(ImageConfig config, string folder, ProblemList problems)
    {
        const string remedy = "Build the image without it";
        foreach (var word in Words(config).Where(word => !UnitQuote.CanCarry(word)))
            problems.Add(Rules.NotForUnit, "command", word, "it has a character that no unit can carry", remedy);
        // The whole line is the path (config_parse_working_directory()): no quotes, and a backslash at its end would draw in the next.
        if (!UnitQuote.CanCarry(folder) || folder.Any(char.IsControl) || folder.EndsWith('\\') || folder.EndsWith(' ') || folder.Split('/').Contains(".."))
            problems.Add(Rules.NotForUnit, "working directory", config.WorkingDirectory, "systemd does not take it as it is", remedy);
    }

    private static IEnumerable<string> Words(ImageConfig config) => config.Entrypoint.Concat(config.Command);

    private static bool IsHome(string path) =>
        path is "/home" or "/root" || path.StartsWith("/home/", StringComparison.Ordinal) || path.StartsWith("/root/", StringComparison.Ordinal);
}
