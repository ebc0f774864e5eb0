using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
