using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A store of the engine's on small file systems, in place of its own until the end.</summary>
internal sealed class SmallStore : IDisposable
{
    private readonly BootedHost _host;

    private readonly string _stores;

    /// <param name="size">As tmpfs reads it.</param>
    public SmallStore(BootedHost host, string size)
    {
        _host = host;
        _stores = string.Join(' ', host.Recipe.Stores);
        With($"for store in {_stores}; do mount --types tmpfs --options size={size} none $store; done");
    }

    public void Fill() => _host.Do($"for store in {_stores}; do cat /dev/zero >$store/filler 2>/dev/null || :; done");

    public void Empty() => _host.Do($"for store in {_stores}; do rm $store/filler; done");

    public void Dispose() => With($"for store in {_stores}; do umount --recursive --lazy $store; done");

    private void With(string script) => _host.Do(_host.Recipe.Engine == "docker"
        ? $"systemctl stop docker.service docker.socket containerd.service 2>&1; {script}; systemctl reset-failed docker.service docker.socket containerd.service 2>&1; systemctl start docker"
        : script);
}
