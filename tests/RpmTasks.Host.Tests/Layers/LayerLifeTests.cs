using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Packaging.Layout;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Layers;

/// <summary>
/// Services that share layers, through dnf from the repository that the packing wrote: one long story, so each test begins where the one
/// before ended, and depends on it.
/// </summary>
[TestFixtureSource(nameof(Recipes))]
internal sealed class LayerLifeTests(HostRecipe recipe)
{
    private static readonly HostRecipe[] Recipes = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker, HostRecipe.SidDockerContainerd];

    private BootedHost _host = null!;
    private LayeredServices _services = null!;
    private ServiceOnHost _orders = null!;
    private ServiceOnHost _billing = null!;
    private string _dnf = "";

    [OneTimeSetUp]
    public void Boot()
    {
        RealTool.RequireRoot();
        _host = BootedHost.Boot(recipe);
        _services = new LayeredServices(recipe.Engine);
        _services.Bring(_host);
        _orders = new ServiceOnHost(_host, LayeredServices.Orders);
        _billing = new ServiceOnHost(_host, LayeredServices.Billing);
        _dnf = _host.Do("command -v dnf5 || command -v dnf") + $" --assumeyes --setopt=reposdir={LayeredServices.RepositoryOnHost}";
    }

    [OneTimeTearDown]
    public void Shutdown()
    {
        _host?.Dispose();
        _services?.Dispose();
    }

    /// <summary>systemd refuses a unit that is started more than five times in ten seconds, and this story is told faster than it is lived.</summary>
    [SetUp]
    public void ForgetHowOftenTheyStarted() => _host.Run("systemctl reset-failed orders billing");

    [Test]
    public void Installing_brings_each_layer_once()
    {
        _orders.Transact($"{_dnf} install orders-1.0.0 billing-1.0.0");

        AssertLayers(_services.Base, _services.Runtime);
        Assert.That(_host.Do("rpm --verify orders billing"), Is.Empty);
        Assert.That(_host.Do("cd /usr/share && sha256sum container-layers/sha256/* orders/image/blobs/sha256/* billing/image/blobs/sha256/* | awk '{sub(/.*\\//, \"\", $2); if ($1 != $2) print}'"), Is.Empty, "each blob is there under its name");
    }

    [Test, DependsOnTest(nameof(Installing_brings_each_layer_once))]
    public void Both_serve_and_the_engine_has_each_layer_once()
    {
        _host.Do("systemctl enable --now orders billing");

        _orders.AssertIsServed("1.0.0");
        _billing.AssertIsServed("1.0.0");
        Assert.That(_orders.Images, Is.EquivalentTo(new[] { _orders.PackagedImage("1.0.0"), _billing.PackagedImage("1.0.0") }));
        AssertLayersInStore(4);
    }

    [Test, DependsOnTest(nameof(Both_serve_and_the_engine_has_each_layer_once))]
    public void Upgrading_the_app_changes_no_layer()
    {
        var (layers, starts, other) = (InstallTimes(), _orders.Starts, _billing.ContainerId);

        _orders.Transact($"{_dnf} upgrade orders-1.1.0");

        _orders.AssertIsServed("1.1.0");
        Assert.That(_orders.Starts, Is.EqualTo(starts + 1));
        Assert.That(InstallTimes(), Is.EqualTo(layers));
        Assert.That(_billing.ContainerId, Is.EqualTo(other));
        Assert.That(_orders.Images, Is.EquivalentTo(new[] { _orders.PackagedImage("1.1.0"), _billing.PackagedImage("1.0.0") }));
        AssertLayersInStore(4);
    }

    [Test, DependsOnTest(nameof(Upgrading_the_app_changes_no_layer))]
    public void Upgrading_the_base_brings_the_new_one_and_keeps_what_is_needed()
    {
        _orders.Transact($"{_dnf} upgrade orders");
        _orders.Transact($"{_dnf} autoremove");

        _orders.AssertIsServed("2.0.0");
        _billing.AssertIsServed("1.0.0");
        AssertLayers(_services.Base, _services.NextBase, _services.Runtime);
    }

    [Test, DependsOnTest(nameof(Upgrading_the_base_brings_the_new_one_and_keeps_what_is_needed))]
    public void Erasing_one_leaves_the_other_running()
    {
        var container = _orders.ContainerId;

        _orders.Transact($"{_dnf} remove billing");

        Assert.That(_billing.IsActive, Is.EqualTo("inactive"));
        _orders.AssertRuns("2.0.0");
        Assert.That(_orders.ContainerId, Is.EqualTo(container));
        AssertLayers(_services.NextBase, _services.Runtime);
    }

    [Test, DependsOnTest(nameof(Erasing_one_leaves_the_other_running))]
    public void Downgrading_brings_the_older_base_back()
    {
        _orders.Transact($"{_dnf} downgrade orders-1.1.0");
        _orders.AssertRuns("1.1.0");
        AssertLayers(_services.Base, _services.NextBase, _services.Runtime);

        _orders.Transact($"{_dnf} autoremove");
        AssertLayers(_services.Base, _services.Runtime);
        _orders.AssertRuns("1.1.0");
    }

    [Test, DependsOnTest(nameof(Downgrading_brings_the_older_base_back))]
    public void A_layer_whose_file_is_gone_is_named_and_comes_back()
    {
        RemoveImage();
        _host.Do($"rm {_services.Base.Path}");

        AssertFails($"files of the package are damaged: 'rpm -V {_services.Base.Package}' shows which, 'dnf reinstall {_services.Base.Package}' brings them back");

        Assert.That(_host.Run($"rpm -V {_services.Base.Package}").Output, Is.EqualTo($"missing     {_services.Base.Path}\n"));
        _orders.Transact($"{_dnf} reinstall {_services.Base.Package}");
        AssertHeals();
    }

    [Test, DependsOnTest(nameof(A_layer_whose_file_is_gone_is_named_and_comes_back))]
    public void A_layer_whose_package_is_gone_is_named_and_comes_back()
    {
        RemoveImage();
        _host.Do($"rpm --erase --nodeps {_services.Runtime.Package}");

        AssertFails($"packages of layers are missing: 'dnf install {_services.Runtime.Package}' brings them back");

        _orders.Transact($"{_dnf} install {_services.Runtime.Package}");
        AssertHeals();
        // Installed by name it would be kept for its own sake.
        _host.Do($"{_dnf} mark {(_dnf.Contains("dnf5", StringComparison.Ordinal) ? "dependency" : "remove")} {_services.Runtime.Package}");
    }

    [Test, DependsOnTest(nameof(A_layer_whose_package_is_gone_is_named_and_comes_back))]
    public void Autoremove_leaves_no_layer_behind()
    {
        _host.Do("rpm --erase orders");
        AssertLayers(_services.Base, _services.Runtime);

        _orders.Transact($"{_dnf} autoremove");

        AssertLayers();
        _host.Do($"rm --recursive {LayeredServices.RepositoryOnHost}");
        // dnf 5 keeps its own records of what it installed.
        Assert.That(_host.Leftovers().Where(line => line != "new /run/dnf" && !line.StartsWith("new /usr/lib/sysimage", StringComparison.Ordinal)), Is.Empty);
    }

    private void AssertLayers(params LayerName[] layers)
    {
        Assert.That(Lines("rpm --query --all --queryformat '%{NAME}\\n' 'container-layer-*'"), Is.EquivalentTo(layers.Select(layer => layer.Package)));
        Assert.That(Lines("ls /usr/share/container-layers/sha256 2>/dev/null || :"), Is.EquivalentTo(layers.Select(layer => layer.Digest.Hex)));
    }

    private string[] InstallTimes() => Lines("rpm --query --all --queryformat '%{NAME} %{INSTALLTIME} %{INSTALLTID}\\n' 'container-layer-*' | sort");

    /// <summary>Podman and Docker's classic store list their layers in files.</summary>
    private void AssertLayersInStore(int count)
    {
        if (recipe == HostRecipe.TrixiePodman)
            Assert.That(_host.Do("grep --only-matching '\"diff-digest\":\"[^\"]*' /var/lib/containers/storage/overlay-layers/layers.json | sort | uniq | wc -l"), Is.EqualTo($"{count}"));
        else if (recipe == HostRecipe.TrixieDocker)
            Assert.That(_host.Do("ls /var/lib/docker/image/overlay2/layerdb/sha256 | wc -l"), Is.EqualTo($"{count}"));
    }

    private void RemoveImage() => _host.Do($"systemctl stop orders; {recipe.Engine} rmi --force $({recipe.Engine} images --quiet)");

    private void AssertFails(string remedy)
    {
        var mark = new JournalMark(_host);
        _host.Run("systemctl start orders");

        Assert.That(_orders.IsActive, Is.EqualTo("inactive").Or.EqualTo("failed"));
        Assert.That(mark.Of("orders"), Has.Length.EqualTo(1));
        Assert.That(mark.Of("orders")[0], Does.Match($"^{recipe.Engine} cannot import localhost/orders:1[.]1[.]0-[0-9a-f]{{12}}: .+; ").And.EndsWith("; " + remedy));
    }

    private void AssertHeals()
    {
        _host.Do("systemctl start orders");
        _orders.AssertRuns("1.1.0");
        AssertLayers(_services.Base, _services.Runtime);
    }

    private string[] Lines(string script) => _host.Do(script).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
