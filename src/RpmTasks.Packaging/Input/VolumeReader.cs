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

    // What docker takes after the second colon (volume/mounts/linux_parser.go); podman takes that and more.
    private static readonly string[] DockerOptions = ["ro", "rw", "z", "Z", "nocopy", "shared", "rshared", "slave", "rslave", "private", "rprivate"];

    private static readonly string[] PodmanOptions = [.. DockerOptions, "U", "idmap", "copy", "exec", "noexec", "suid", "nosuid", "dev", "nodev", "bind", "rbind"];

    // Either refuses both of a pair.
    private static readonly (string One, string Other)[] Contraries = [("ro", "rw"), ("z", "Z"), ("copy", "nocopy"), ("exec", "noexec"), ("suid", "nosuid"), ("dev", "nodev"), ("bind", "rbind")];

    // A directory of the host in their place hides the image's own programs, or what the engine mounts there.
    private static readonly string[] ImageFolders = ["/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr", "/usr/bin", "/usr/lib", "/usr/lib64"];

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
        foreach (var mount in mounts)
            CheckSource(mount);
        if (kind == ServiceKind.Template && engine != ServiceEngine.Systemd)
            CheckInstances(mounts);
        return mounts.ToImmutable();
    }

    private void CheckSource(VolumeMount mount)
    {
        if (SystemFolders.Contain(mount.Source))
            problems.Add(Rules.VolumeOverSystem, mount.Source, "", "");
        else if (!mount.Options.Contains("ro") && SystemFolders.KeptByOthers(mount.Source))
            problems.Add(Rules.VolumeOverSystem, mount.Source, ", to write to", $", or mount it read-only: {mount.Source}:{mount.Target}:ro");
        else if (mount.IsHostPath && ImageFolders.Contains(mount.Target))
            problems.Add(Rules.BadVolume, $"{mount.Source}:{mount.Target}", $"it would hide the image's own {mount.Target}");
    }

    /// <summary>
    /// What is an instance's root makes at its start, by install(1), which follows links: a container that may write above it could lead it
    /// anywhere. Others are made by systemd-tmpfiles, which does not go where an owner changes.
    /// </summary>
    private void CheckInstances(IReadOnlyCollection<VolumeMount> mounts)
    {
        foreach (var mount in mounts.Where(mount => mount.IsMade && mount.IsOfInstance))
        {
            var above = mounts.FirstOrDefault(other => other.IsMade && mount.Source.StartsWith(other.Source + "/", StringComparison.Ordinal));
            if (above is not null)
                problems.Add(Rules.BadVolume, $"{mount.Source}:{mount.Target}", $"it is made below {above.Source}, a volume of the same service, where the container could put a link in its place; put the two side by side");
        }
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
        if (OptionFault(options, engine) is { } wrong)
            return No(wrong, out fault);
        var owner = DirectoryOwner.Parse(volume.Owner);
        if (volume.Owner.Length > 0 && owner is null)
            return No($"its Owner '{volume.Owner}' is not UID or UID:GID", out fault);
        if (volume.Mode.Length > 0 && !ModePattern().IsMatch(volume.Mode))
            return No($"its Mode '{volume.Mode}' is not three octal digits", out fault);
        fault = "";
        var mount = new VolumeMount(source, target, [.. options]) { Owner = owner };
        return volume.Mode.Length > 0 ? mount with { Mode = Convert.ToInt32(volume.Mode, 8) } : mount;
    }

    private static string? OptionFault(string[] options, ServiceEngine engine)
    {
        if (options.Except(PodmanOptions).FirstOrDefault() is { } unknown)
            return $"'{unknown}' is no option of a volume";
        if (engine == ServiceEngine.Docker && options.Except(DockerOptions).FirstOrDefault() is { } podmans)
            return $"docker knows no option {podmans}";
        return Contraries.FirstOrDefault(pair => options.Contains(pair.One) && options.Contains(pair.Other)) is { One: not null } both
            ? $"its options {both.One} and {both.Other} contradict each other"
            : null;
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
