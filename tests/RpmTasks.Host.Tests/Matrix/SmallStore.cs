using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A store of the engine's on a small file system, in place of its own until the end.</summary>
internal sealed class SmallStore : IDisposable
{
    private const string Folder = "/run/containers/small";

    private readonly BootedHost _host;

    private readonly string _mounts;

    /// <param name="size">As tmpfs reads it.</param>
    public SmallStore(BootedHost host, string size)
    {
        _host = host;
        // podman's units need the mount of its store, so that one stays as it is, and its configuration names another.
        _mounts = IsDocker ? string.Join(' ', host.Recipe.Stores) : Folder;
        With($"for mount in {_mounts}; do mkdir --parents $mount; mount --types tmpfs --options size={size} none $mount; done");
        if (!IsDocker)
            host.Do($"""printf '[storage]\ndriver = "overlay"\ngraphroot = "{Folder}"\nrunroot = "{Folder}-state"\n' >{Configuration}""");
    }

    private static string Configuration => "/etc/containers/storage.conf";

    private bool IsDocker => _host.Recipe.Engine == "docker";

    public void Fill() => _host.Do($"for mount in {_mounts}; do cat /dev/zero >$mount/filler 2>/dev/null || :; done");

    public void Empty() => _host.Do($"for mount in {_mounts}; do rm $mount/filler; done");

    public void Dispose()
    {
        if (!IsDocker)
            _host.Do($"rm {Configuration}");
        With($"for mount in {_mounts}; do umount --recursive --lazy $mount; done");
        // Its daemon mounts nothing any more, until the mounts that were busy are gone.
        if (IsDocker)
            _host.Reboot();
    }

    private void With(string script) => _host.Do(IsDocker
        ? $"systemctl stop docker.service docker.socket containerd.service 2>&1; {script}; systemctl reset-failed docker.service docker.socket containerd.service 2>&1; systemctl start docker"
        : script);
}
