using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing;

// Two hosts at a time, for two cores; only what says so runs beside something else.
[assembly: LevelOfParallelism(2)]

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
