using RpmTasks.Testing.Engines;

namespace RpmTasks.Testing.Packages;

/// <summary>What the sample with a Dockerfile needs of the machine that builds it: an engine, and a static program beside it.</summary>
internal sealed class SampleBuilder : IDisposable
{
    private readonly TestDockerd _engine;

    public SampleBuilder(string sampleFolder)
    {
        RealTool.Require("busybox");
        File.Copy(RealTool.Find("busybox")!, Path.Combine(sampleFolder, "busybox"), overwrite: true);
        _engine = new TestDockerd();
    }

    public string Endpoint => _engine.Endpoint;

    public void Dispose() => _engine.Dispose();
}
