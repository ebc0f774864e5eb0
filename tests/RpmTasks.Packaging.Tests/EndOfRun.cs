using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
