using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Signing;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
