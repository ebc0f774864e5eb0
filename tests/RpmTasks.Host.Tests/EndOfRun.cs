using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing;

// Three hosts at a time keep two cores busy, since each waits much of its time. Each fixture has its own.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]

namespace RpmTasks.Host.Tests;

[SetUpFixture]
public class EndOfRun
{
    [OneTimeTearDown]
    public void Clean()
    {
        TestRun.End();
        MatrixRun.WriteIfWhole(Repository.Path("docs", "host-matrix.md"));
    }
}
