using RpmTasks.Testing;

namespace RpmTasks.Host.Tests;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
