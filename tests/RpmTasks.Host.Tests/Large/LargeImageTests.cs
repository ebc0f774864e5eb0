using RpmTasks.Host.Tests.Generations;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Large;

/// <summary>A layer beyond what 32 bits hold, from publish to the installed file.</summary>
[NonParallelizable]
internal sealed class LargeImageTests
{
    private const long MostMemory = 300_000_000;

    private LargeProject _project = null!;

    [OneTimeSetUp]
    public void Publish()
    {
        RealTool.RequireRoot();
        RealTool.Require("dotnet", "time");
        _project = new LargeProject();
        var (peak, seconds) = _project.Publish();
        TestContext.Progress.WriteLine(FormattableString.Invariant(
            $"packing {_project.LayerLength} bytes: {peak / 1e6:0} MB in the biggest process, {seconds:0} s, a package of {new FileInfo(_project.Rpm).Length / 1e6:0} MB"));
        Assert.That(peak, Is.LessThan(MostMemory));
    }

    [OneTimeTearDown]
    public void Remove() => _project?.Dispose();

    [Explicit("Packs 6 GiB and installs them with each rpm: minutes, and 7 GB of disk.")]
    [Category("Large")]
    [TestCaseSource(typeof(Generation), nameof(Generation.All))]
    public void Every_rpm_installs_it_byte_for_byte(Generation generation)
    {
        using var host = new OfflineHost(generation.Recipe);
        var package = host.CopyIn(_project.Rpm);
        var blob = $"/usr/share/large/image/blobs/sha256/{_project.Layer}";

        Assert.That(host.Do($"rpm -K {package}"), Does.EndWith(": digests OK"));
        host.Do($"rpm -i {package}");

        // A layer's name is its digest.
        Assert.That(host.Do($"stat --format=%s {blob}; sha256sum {blob}"), Is.EqualTo($"{_project.LayerLength}\n{_project.Layer}  {blob}"));
        Assert.That(host.Run("rpm -V large").All, Is.Empty);
        Assert.That(host.Do("rpm -q --qf '%{LONGSIZE}' large"), Does.StartWith(_project.LayerLength.ToString()[..4]));
        host.Do("rpm -e large");
        Assert.That(host.Changes(), Is.Empty);
    }
}
