using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing;

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
