using RpmTasks.Testing;

// A publish keeps little more than one core busy. Projects, feeds and caches are apart or made for several; engines are not.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace RpmTasks.Package.Tests;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean() => TestRun.End();
}
