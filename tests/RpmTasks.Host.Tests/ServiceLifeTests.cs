using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests;

/// <summary>
/// Every sample as its user meets it, through dnf: one long story, so each test begins where the one before ended, and depends on it.
/// What a host can do to a service is in the rows of the matrix.
/// </summary>
[TestFixtureSource(nameof(Lives))]
public class ServiceLifeTests(Sample sample, HostRecipe recipe)
{
    private static readonly object[][] Lives =
    [
        [Sample.HelloWeb, HostRecipe.TrixiePodman],
        [Sample.Worker, HostRecipe.TrixiePodman],
        [Sample.DockerfileApp, HostRecipe.TrixieDocker],
        [Sample.Appliance, HostRecipe.TrixieDocker],
    ];

    private BootedHost _host = null!;
    private ServiceOnHost _service = null!;
    private string _first = "";
    private string _second = "";

    private string Name => sample.Package;

    [OneTimeSetUp]
    public void Boot()
    {
        RealTool.RequireRoot();
        var packages = new[] { sample.Versions.First, sample.Versions.Second }.Select(version => SamplePackages.Get(sample, version, recipe.Engine)).ToList();
        _host = BootedHost.Boot(recipe);
        _service = new ServiceOnHost(_host, sample);
        _first = _host.CopyIn(packages[0]);
        _second = _host.CopyIn(packages[1]);
        foreach (var (path, text) in sample.HostFiles)
            _host.Do($"printf '%s' '{text}' >{path}");
    }

    [OneTimeTearDown]
    public void Shutdown() => _host?.Dispose();

    /// <summary>systemd refuses a unit that is started more than five times in ten seconds, and this story is told faster than it is lived.</summary>
    [SetUp]
    public void ForgetHowOftenItStarted() => _host.Run($"systemctl reset-failed {Name}");

    [Test]
    public void Installing_starts_nothing_and_imports_nothing()
    {
        _service.Transact($"dnf --assumeyes install {_first}");

        Assert.That(_service.IsEnabled, Is.EqualTo("disabled"));
        _service.AssertIsDown();
        Assert.That(_service.Images, Is.Empty);
    }

    [Test, DependsOnTest(nameof(Installing_starts_nothing_and_imports_nothing))]
    public void Its_files_are_where_an_administrator_looks_for_them()
    {
        var files = _host.Do($$"""
            rpm --query --queryformat '[%{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILENAMES}\n]' {{Name}} | sort --key=3
            """).Split('\n');
        var blobs = files.Where(file => file.Contains("/blobs/sha256/", StringComparison.Ordinal)).ToList();
        var licences = files.Where(file => file.Contains("/usr/share/licenses/", StringComparison.Ordinal));

        Assert.That(files.Except(blobs).Except(licences), Is.EqualTo(new[]
        {
            $"drwxr-xr-x root:root /etc/{Name}",
            $"-rw-r----- root:root /etc/{Name}/{Name}.env",
            $"-rw-r--r-- root:root /etc/sysconfig/{Name}",
            $"-rw-r--r-- root:root /usr/lib/systemd/system/{Name}-image.service",
            $"-rw-r--r-- root:root /usr/lib/systemd/system/{Name}.service",
            $"drwxr-xr-x root:root /usr/libexec/{Name}",
            $"-rwxr-xr-x root:root /usr/libexec/{Name}/image",
            $"drwxr-xr-x root:root /usr/share/doc/{Name}",
            $"-rw-r--r-- root:root /usr/share/doc/{Name}/README.md",
            $"-rw-r--r-- root:root /usr/share/doc/{Name}/{Name}.spdx.json",
            $"drwxr-xr-x root:root /usr/share/{Name}",
            $"drwxr-xr-x root:root /usr/share/{Name}/image",
            $"drwxr-xr-x root:root /usr/share/{Name}/image/blobs",
            $"drwxr-xr-x root:root /usr/share/{Name}/image/blobs/sha256",
            $"-rw-r--r-- root:root /usr/share/{Name}/image/index.json",
            $"-rw-r--r-- root:root /usr/share/{Name}/image/manifest.json",
            $"-rw-r--r-- root:root /usr/share/{Name}/image/oci-layout",
        }.OrderBy(line => line.Split(' ')[2], StringComparer.Ordinal)));
        Assert.That(blobs, Has.All.Match("^-rw-r--r-- root:root .*/[0-9a-f]{64}$").And.Length.GreaterThanOrEqualTo(3), "a config, a manifest and at least one layer");
        Assert.That(_host.Do($"rpm --query --configfiles {Name}").Split('\n'), Is.EquivalentTo([$"/etc/{Name}/{Name}.env", $"/etc/sysconfig/{Name}"]));
        Assert.That(_host.Do($"cd /usr/share/{Name}/image/blobs/sha256 && sha256sum * | awk '$1 != $2'"), Is.Empty, "a blob is named by its digest");
    }

    [Test, DependsOnTest(nameof(Its_files_are_where_an_administrator_looks_for_them))]
    public void Systemd_finds_no_fault_in_its_units()
    {
        _service.AssertUnitsAreSound();
        _service.AssertVerifies();
    }

    [Test, DependsOnTest(nameof(Systemd_finds_no_fault_in_its_units))]
    public void Starting_imports_the_image_and_serves()
    {
        _host.Do($"systemctl enable --now {Name}");

        _service.AssertRuns(sample.Versions.First);
        Assert.That(_service.CountLogged(sample.Logs), Is.EqualTo(1), () => _host.Journal(Name));
        _service.AssertVerifies();
    }

    [Test, DependsOnTest(nameof(Starting_imports_the_image_and_serves))]
    public void It_is_confined()
    {
        Assert.That(_service.ProcessStatus, Does.Contain("NoNewPrivs:\t1"));
        if (sample.IsApp)
            Assert.That(_service.ProcessStatus, Does.Contain("CapBnd:\t0000000000000000").And.Contain("CapEff:\t0000000000000000"));
    }

    [Test, DependsOnTest(nameof(It_is_confined))]
    public void Upgrading_while_it_runs_switches_once_and_drops_the_old_image()
    {
        var (starts, image) = (_service.Starts, _service.Images.Single().Split(' ')[1]);

        _service.Transact($"rpm --upgrade {_second}");

        _service.AssertRuns(sample.Versions.Second);
        _service.AssertVerifies();
        Assert.That(_service.Starts, Is.EqualTo(starts + 1));
        Assert.That(_service.Images.Single().Split(' ')[1], sample.ImageChanges ? Is.Not.EqualTo(image) : Is.EqualTo(image));
        Assert.That(_service.IsEnabled, Is.EqualTo("enabled"));
    }

    [Test, DependsOnTest(nameof(Upgrading_while_it_runs_switches_once_and_drops_the_old_image))]
    public void Reinstalling_keeps_it_running()
    {
        var store = _service.StoreStamp;

        _service.Transact($"dnf --assumeyes reinstall {_second}");

        _service.AssertRuns(sample.Versions.Second);
        _service.AssertVerifies();
        Assert.That(_service.StoreStamp, Is.EqualTo(store));
    }

    [Test, DependsOnTest(nameof(Reinstalling_keeps_it_running))]
    public void Downgrading_brings_the_first_version_back()
    {
        _service.Transact($"dnf --assumeyes downgrade {_first}");

        _service.AssertRuns(sample.Versions.First);
        _service.AssertVerifies();
    }

    [Test, DependsOnTest(nameof(Downgrading_brings_the_first_version_back))]
    public void Erasing_leaves_nothing()
    {
        var result = _host.Run($"dnf --assumeyes remove {Name}");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(_host.Run($"rpm --query {Name}").ExitCode, Is.EqualTo(1));
        Assert.That(_host.Leftovers(), Is.EquivalentTo([.. sample.HostFiles.Keys.Select(path => $"new {path}")]));
    }
}
