using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>Reads what the volumes of the project and of the image come to without an engine.</summary>
internal sealed class NativeVolumeReader(ServiceRequest service, ProblemList problems)
{
    private const int UsualMode = 0b111_101_000;

    private const string Elsewhere = "Use a directory below /var/lib, /var/cache or /var/log, which systemd makes for the service's user, for example /var/lib/orders:/data";

    /// <summary>Where the service has something of its own anyway, or nothing of the image's is seen.</summary>
    private static readonly string[] Theirs = ["/dev", "/proc", "/run", "/sys", "/tmp", "/var/tmp"];

    private readonly List<NativeFolder> _folders = [NativeFolder.OfService(service)];
    private readonly Dictionary<FolderKind, int> _modes = [];
    private readonly List<KeyValuePair<string, string>> _links = [];
    private readonly List<VolumeMount> _binds = [];

    public NativeVolumes Read(ImageConfig config)
    {
        foreach (var volume in service.Volumes)
            Add(volume);
        foreach (var path in config.Volumes.Select(path => "/" + path.Trim('/')).Where(IsMissing))
            AddOfImage(path);
        return new NativeVolumes
        {
            Folders = [.. _folders.Distinct()],
            Modes = _folders.Select(folder => folder.Kind).Distinct().ToImmutableSortedDictionary(kind => kind, kind => _modes.GetValueOrDefault(kind, UsualMode)),
            Links = [.. _links],
            Binds = [.. _binds],
            Empty = [.. _folders.Where(folder => folder.IsOfInstance).Select(folder => folder.AboveInstance).Distinct().Where(path => !_folders.Any(folder => folder.Path == path))],
        };
    }

    private void Add(VolumeMount volume)
    {
        if (FaultOf(volume) is ({ } fault, { } remedy))
            problems.Add(Rules.VolumeOfHost, $"{volume.Source}:{volume.Target}", fault, remedy);
        else if (!volume.Options.Contains("ro") && NativeFolder.At(volume.Source) is { } folder)
            AddFolder(folder, volume);
        else
            _binds.Add(volume);
    }

    private void AddFolder(NativeFolder folder, VolumeMount volume)
    {
        _folders.Add(folder);
        if (!_modes.TryAdd(folder.Kind, volume.Mode) && _modes[folder.Kind] != volume.Mode)
            problems.Add(Rules.VolumeOfHost, $"{volume.Source}:{volume.Target}", $"another volume below {folder.Kind.Parent()} has another Mode, and systemd gives all of them one", "Give them the same Mode");
        if (volume.Target != volume.Source)
            _links.Add(KeyValuePair.Create(volume.Target, volume.Source));
    }

    private (string? Fault, string? Remedy) FaultOf(VolumeMount volume)
    {
        if (!volume.IsHostPath)
            return ($"'{volume.Source}' is a volume of an engine", Elsewhere);
        if (volume.Options.Except(["ro", "rw", "z", "Z"]).FirstOrDefault() is { } option)
            return ($"'{option}' is an option of an engine", "Remove it");
        if (volume.Options.Contains("ro"))
            return (null, null);
        if (volume.Owner is not null)
            return ("its owner is the service's user, which Owner cannot change", "Remove Owner; RpmServiceUser names the user");
        if (volume.IsOfInstance && volume.Source != volume.Target)
            return ("a link of the image cannot lead to a folder of the instance", $"Mount it where it is, {volume.Source}:{volume.Source}; the app finds its path in STATE_DIRECTORY");
        return NativeFolder.At(volume.Source) is null && service.Confinement.User is null
            ? ("nothing there can belong to the service's user, which is made at each start", Elsewhere + "; or set RpmServiceUser to an account of the host")
            : (null, null);
    }

    /// <summary>What the image declares (VOLUME) is writable, and kept as an engine would keep it.</summary>
    private void AddOfImage(string path)
    {
        if (service.Kind == ServiceKind.Template)
        {
            problems.Add(Rules.NotForUnit, "volume", path, "all instances of the template would share it", $"Say that they do: <RpmVolume Include=\"/var/lib/{service.Name}-data:{path}\" />");
            return;
        }

        var folder = new NativeFolder(FolderKind.State, $"{service.Name}/{path[1..].Replace('/', '-')}");
        _folders.Add(folder);
        _links.Add(KeyValuePair.Create(path, folder.Path));
    }

    private bool IsMissing(string path) =>
        path != "/"
        && !Theirs.Any(theirs => path == theirs || path.StartsWith(theirs + "/", StringComparison.Ordinal))
        && service.Volumes.All(volume => volume.Target != path)
        && _folders.All(folder => folder.Path != path);
}
