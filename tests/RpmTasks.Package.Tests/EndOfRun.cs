using RpmTasks.Testing;

namespace RpmTasks.Package.Tests;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
