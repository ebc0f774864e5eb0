using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Signing;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
