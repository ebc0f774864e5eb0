using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Booted hosts that a story has left as it found them; the next one need not wait for a boot.</summary>
internal sealed class IdleHosts : IDisposable
{
    private readonly List<BootedHost> _hosts = [];
    private readonly Lock _turn = new();

    private static Lazy<IdleHosts> Kept { get; } = new(() => TestRun.Keep(new IdleHosts()));

    public static BootedHost TakeOrBoot(HostRecipe recipe) => Kept.Value.Take(recipe) ?? BootedHost.Boot(recipe);

    public static void GiveBack(BootedHost host)
    {
        lock (Kept.Value._turn)
            Kept.Value._hosts.Add(host);
    }

    public void Dispose() => _hosts.ForEach(host => host.Dispose());

    private BootedHost? Take(HostRecipe recipe)
    {
        lock (_turn)
        {
            var host = _hosts.Find(host => ReferenceEquals(host.Recipe, recipe));
            if (host is not null)
                _hosts.Remove(host);
            return host;
        }
    }
}
