using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>The judges are who the other tests say that they are.</summary>
[TestFixtureSource(typeof(Generation), nameof(Generation.All))]
public class GenerationTests(Generation generation)
{
    private OfflineHost _host = null!;

    [OneTimeSetUp]
    public void Prepare() => _host = new OfflineHost(generation.Recipe);

    [OneTimeTearDown]
    public void Remove() => _host?.Dispose();

    [Test]
    public void Its_rpm_is_of_its_generation() => Assert.That(_host.Do("rpm --version"), Does.StartWith($"RPM version {generation.Rpm}"));

    [Test]
    public void Its_package_managers_answer()
    {
        foreach (var manager in generation.Managers)
            Assert.That(_host.Run($"{manager} --version").ExitCode, Is.Zero, manager);
    }

    [Test]
    public void It_builds_repositories_and_unpacks_payloads()
    {
        foreach (var tool in new[] { "createrepo_c", "rpm2archive", "rpm2cpio", "rpmbuild" })
            Assert.That(_host.Run($"command -v {tool}").ExitCode, Is.Zero, tool);
    }
}
