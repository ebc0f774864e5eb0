using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>Tests of units on a host that has the image of <see cref="SleepingService"/>, and no package.</summary>
public abstract class SleepingServiceTests(HostRecipe recipe)
{
    private protected BootedHost Host { get; private set; } = null!;

    private protected HostRecipe Recipe { get; } = recipe;

    [OneTimeSetUp]
    public void Boot()
    {
        Host = BootedHost.Boot(Recipe);
        SleepingService.Prepare(Host);
    }

    [OneTimeTearDown]
    public void Shutdown() => Host?.Dispose();
}
