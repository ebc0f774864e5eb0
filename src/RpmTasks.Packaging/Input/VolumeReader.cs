using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>One volume as the project has it: SOURCE:TARGET[:OPTIONS], and who owns a directory that is made.</summary>
internal sealed record VolumeInput(string Text, string Owner = "", string Mode = "");

/// <summary>Reads the volumes.</summary>
internal sealed partial class VolumeReader(ImmutableArray<VolumeInput> volumes, ProblemList problems)
{
    private const string Property = "RpmVolume";

    // What both engines take after the second colon.
    private static readonly string[] KnownOptions =
        ["ro", "rw", "z", "Z", "U", "nocopy", "copy", "exec", "noexec", "suid", "nosuid", "dev", "nodev", "shared", "rshared", "slave", "rslave", "private", "rprivate", "bind", "rbind"];

    // A container that has one of these is not confined; and where RpmTasks makes directories, it must not make these its own.
    private static readonly string[] SystemFolders =
    [
        "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/var", "/usr/bin", "/usr/lib", "/usr/lib64",
        "/usr/libexec", "/usr/local", "/usr/sbin", "/usr/share", "/var/cache", "/var/lib", "/var/lib/containers", "/var/lib/docker", "/var/lib/rpm", "/var/log", "/var/tmp",
    ];

    public ImmutableArray<VolumeMount> Read(ServiceEngine engine, ServiceKind kind)
    {
        var mounts = ImmutableArray.CreateBuilder<VolumeMount>();
        foreach (var volume in volumes)
        {
            if (Mount(volume, engine, kind, out var fault) is { } mount)
                mounts.Add(mount);
            else
                problems.Add(Rules.BadVolume, volume.Text, fault);
        }

        foreach (var twice in mounts.GroupBy(mount => mount.Target).Where(group => group.Count() > 1))
            problems.Add(Rules.VolumeTwice, twice.Key);
        foreach (var mount in mounts.Where(mount => SystemFolders.Contains(mount.Source)))
            problems.Add(Rules.VolumeOverSystem, mount.Source);
        return mounts.ToImmutable();
    }

    private static VolumeMount? Mount(VolumeInput volume, ServiceEngine engine, ServiceKind kind, out string fault)
    {
        if (!UnitQuote.CanCarry(volume.Text) || volume.Text.Any(char.IsControl))
            return No("it has a control character", out fault);
        if (volume.Text.Split(':') is not [var source, var target, .. var rest] || rest.Length > 1)
            return No("it is not SOURCE:TARGET or SOURCE:TARGET:OPTIONS", out fault);
        var withoutInstance = kind == ServiceKind.Template ? source.Replace(CommandLine.Instance, "i", StringComparison.Ordinal) : source;
        if (!IsPlainPath(source) && !VolumeName().IsMatch(withoutInstance))
            return No($"'{source}' is neither an absolute path nor the name of a volume", out fault);
        if (!IsPlainPath(target) || target == "/")
            return No($"'{target}' is no absolute path in the container", out fault);
        var options = rest is [var list] ? list.Split(',') : [];
        if (options.Except(KnownOptions).FirstOrDefault() is { } unknown)
            return No($"'{unknown}' is no option of a volume", out fault);
        if (engine == ServiceEngine.Docker && options.Contains("U"))
            return No("docker knows no option U", out fault);
        var owner = DirectoryOwner.Parse(volume.Owner);
        if (volume.Owner.Length > 0 && owner is null)
            return No($"its Owner '{volume.Owner}' is not UID or UID:GID", out fault);
        if (volume.Mode.Length > 0 && !ModePattern().IsMatch(volume.Mode))
            return No($"its Mode '{volume.Mode}' is not three octal digits", out fault);
        fault = "";
        var mount = new VolumeMount(source, target, [.. options]) { Owner = owner };
        return volume.Mode.Length > 0 ? mount with { Mode = Convert.ToInt32(volume.Mode, 8) } : mount;
    }

    private static VolumeMount? No(string reason, out string fault)
    {
        fault = reason;
        return null;
    }

    // Without what the engines would resolve, and without the colon, which separates.
    private static bool IsPlainPath(string path) =>
        path == "/" || (path.StartsWith('/') && path[1..].Split('/').All(part => part is not ("" or "." or "..")));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VolumeName();

    [GeneratedRegex(@"^0?[0-7]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModePattern();
}
