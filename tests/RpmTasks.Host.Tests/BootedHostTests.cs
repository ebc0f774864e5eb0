using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

[TestFixtureSource(nameof(Recipes))]
public class BootedHostTests(HostRecipe recipe)
{
    private static readonly HostRecipe[] Recipes = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker];

    private BootedHost _host = null!;

    [OneTimeSetUp]
    public void Boot() => _host = BootedHost.Boot(recipe);

    [OneTimeTearDown]
    public void Shutdown() => _host?.Dispose();

    [Test]
    public void Systemd_is_process_1_and_nothing_failed()
    {
        Assert.That(_host.Do("cat /proc/1/comm"), Is.EqualTo("systemd"));
        Assert.That(_host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"), () => _host.Run("systemctl --failed").All);
    }
}
