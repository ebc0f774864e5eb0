using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Orders;

/// <summary>
/// A small system with real rows: two services of one image and their database, through dnf from the repository that the publish wrote. One
/// story, each test after the one before.
/// </summary>
[TestFixtureSource(nameof(Hosts))]
internal sealed class OrdersTests(HostRecipe recipe)
{
    private const string Password = "correct-horse-battery";
    private const string PasswordFile = "/etc/orders-password.env";
    private const string Data = "/var/lib/orders-database";

    private static readonly HostRecipe[] Hosts = [HostRecipe.TrixiePodman];

    private BootedHost _host = null!;
    private OrdersOnHost _orders = null!;
    private long _first;

    [OneTimeSetUp]
    public void Boot()
    {
        RealTool.RequireRoot();
        _host = BootedHost.Boot(recipe);
        _orders = new OrdersOnHost(_host);
    }

    [OneTimeTearDown]
    public void Shutdown()
    {
        _host?.Dispose();
        _orders?.Dispose();
    }

    /// <summary>systemd refuses a unit that is started more than five times in ten seconds, and this story is told faster than it is lived.</summary>
    [SetUp]
    public void ForgetHowOftenTheyStarted() => _host.Run("systemctl reset-failed 'orders*'");

    [Test]
    public void Installing_the_app_brings_its_database()
    {
        _orders.Api.Transact($"{_orders.Dnf} install orders-{OrdersOnHost.First}");

        Assert.That(_host.Do("rpm --query orders orders-database"), Is.EqualTo("orders-1.0.0-1.x86_64\norders-database-17-1.x86_64"));
        Assert.That(_host.Do("rpm --verify orders orders-database"), Is.Empty);
        Assert.That(_host.Run("systemctl is-enabled orders.target").Output.Trim(), Is.EqualTo("disabled"));
    }

    [Test, DependsOnTest(nameof(Installing_the_app_brings_its_database))]
    public void Systemd_finds_no_fault_in_its_units() =>
        Assert.That(_host.Run("cd /usr/lib/systemd/system && systemd-analyze verify orders*.service orders.target"), Is.EqualTo(new ToolResult(0, "", "")));

    [Test, DependsOnTest(nameof(Systemd_finds_no_fault_in_its_units))]
    public void Without_the_password_it_does_not_start_and_says_why()
    {
        Assert.That(_host.Run("systemctl start orders-database").ExitCode, Is.Not.Zero);
        Assert.That(_host.Journal("orders-database"), Does.Contain(PasswordFile));
        _host.Do("systemctl stop orders-database");
    }

    [Test, DependsOnTest(nameof(Without_the_password_it_does_not_start_and_says_why))]
    public void The_target_starts_all_and_an_order_is_worked_off()
    {
        _host.Do($"umask 077; echo POSTGRES_PASSWORD={Password} >{PasswordFile}; systemctl enable --now orders.target");

        Assert.That(_orders.States, Is.EqualTo("active active active"));
        Assert.That(_orders.Database.IsActive, Is.EqualTo("active"));
        _first = _orders.Post("tea");
        _orders.AwaitDone(_first, OrdersOnHost.First);
        Assert.That(_orders.Front(), Is.EqualTo("Orders 1.0.0 has 1"));
        Assert.That(_orders.Imports, Is.EqualTo(1), "one image for both");
        Assert.That(_orders.Api.Containers.Select(container => container.Split(' ')[0]), Is.EquivalentTo(new[] { "orders-api", "orders-worker", "orders-database" }));
    }

    [Test, DependsOnTest(nameof(The_target_starts_all_and_an_order_is_worked_off))]
    public void The_target_restarts_each_once_with_its_own_environment_after_that_of_all()
    {
        var (api, worker) = (_orders.Api.Starts, _orders.Worker.Starts);
        _host.Do("""
            cp --archive /etc/orders /root/before
            printf 'NOTE_A=all\nNOTE_B=all\n' >>/etc/orders/orders.env
            echo NOTE_B=api >>/etc/orders/orders-api.env
            systemctl restart orders.target
            """);

        Assert.That(_orders.Api.Variables("NOTE_A|NOTE_B"), Is.EqualTo(["NOTE_A=all", "NOTE_B=api"]));
        Assert.That(_orders.Worker.Variables("NOTE_A|NOTE_B"), Is.EqualTo(["NOTE_A=all", "NOTE_B=all"]));
        Assert.That((_orders.Api.Starts, _orders.Worker.Starts), Is.EqualTo((api + 1, worker + 1)));
        _host.Do("cp --archive /root/before/* /etc/orders/");
    }

    [Test, DependsOnTest(nameof(The_target_restarts_each_once_with_its_own_environment_after_that_of_all))]
    public void The_target_stops_both_and_leaves_what_is_not_of_it()
    {
        // It has stopped before its services have, which have their time to end.
        _host.Do("systemctl stop orders.target; while systemctl is-active orders-api orders-worker | grep --quiet deactivating; do sleep 0.1; done");
        Assert.That(_orders.States, Is.EqualTo("inactive inactive inactive"));
        Assert.That(_orders.Database.IsActive, Is.EqualTo("active"));
        Assert.That(_orders.Api.Containers.Select(container => container.Split(' ')[0]), Is.EqualTo(["orders-database"]));

        _host.Do("systemctl start orders.target");
        Assert.That(_orders.States, Is.EqualTo("active active active"));
    }

    [Test, DependsOnTest(nameof(The_target_stops_both_and_leaves_what_is_not_of_it))]
    public void An_upgrade_restarts_each_once_and_the_rows_stay()
    {
        var (api, worker, database, imports) = (_orders.Api.Starts, _orders.Worker.Starts, _orders.Database.ContainerId, _orders.Imports);

        _orders.Api.Transact($"{_orders.Dnf} upgrade orders");

        Assert.That((_orders.Api.Starts, _orders.Worker.Starts, _orders.Imports), Is.EqualTo((api + 1, worker + 1, imports + 1)));
        Assert.That(_orders.Database.ContainerId, Is.EqualTo(database));
        Assert.That(_orders.Front(), Is.EqualTo("Orders 2.0.0 has 1"));
        _orders.AwaitDone(_first, OrdersOnHost.First);
        _orders.AwaitDone(_orders.Post("milk"), OrdersOnHost.Second);
        Assert.That(_orders.Api.Images, Has.Length.EqualTo(2), "that of the old version is gone");
    }

    [Test, DependsOnTest(nameof(An_upgrade_restarts_each_once_and_the_rows_stay))]
    public void One_that_was_stopped_stays_so_through_a_downgrade()
    {
        _host.Do("systemctl stop orders-worker");
        var api = _orders.Api.Starts;

        _orders.Api.Transact($"{_orders.Dnf} downgrade orders-{OrdersOnHost.First}");

        Assert.That(_orders.States, Is.EqualTo("active inactive active"));
        Assert.That(_orders.Api.Starts, Is.EqualTo(api + 1));
        Assert.That(_orders.Front(), Is.EqualTo("Orders 1.0.0 has 2"));
        var waiting = _orders.Post("bread");
        Assert.That(_orders.Get(waiting), Does.Contain("\"doneBy\":null"));

        _host.Do("systemctl start orders.target");
        _orders.AwaitDone(waiting, OrdersOnHost.First);
    }

    [Test, DependsOnTest(nameof(One_that_was_stopped_stays_so_through_a_downgrade))]
    public void A_restart_of_the_database_is_lived_through()
    {
        var (api, worker) = (_orders.Api.Starts, _orders.Worker.Starts);

        _host.Do("systemctl restart orders-database");

        _orders.AwaitDone(_orders.Post("salt"), OrdersOnHost.First);
        Assert.That(_orders.Front(), Is.EqualTo("Orders 1.0.0 has 4"));
        Assert.That((_orders.Api.Starts, _orders.Worker.Starts), Is.EqualTo((api, worker)));
    }

    [Test, DependsOnTest(nameof(A_restart_of_the_database_is_lived_through))]
    public void The_password_is_in_no_log_and_no_package() =>
        Assert.That(
            _host.Do($"journalctl --no-pager | grep --count '{Password}'; grep --recursive --files-with-matches '{Password}' /usr/lib/systemd /usr/share/orders* /usr/libexec/orders* /etc || :"),
            Is.EqualTo($"0\n{PasswordFile}"));

    [Test, DependsOnTest(nameof(The_password_is_in_no_log_and_no_package))]
    public void Erasing_leaves_the_data_and_the_administrators_file()
    {
        _orders.Api.Transact($"{_orders.Dnf} remove orders-database");

        Assert.That(_host.Run("rpm --query orders").ExitCode, Is.EqualTo(1), "it goes with what it requires");
        Assert.That(_host.Leftovers().Where(line => !line.StartsWith($"new {Data}", StringComparison.Ordinal)), Is.EqualTo([$"new {PasswordFile}"]));
        Assert.That(_host.Do($"cat {Data}/PG_VERSION"), Is.Not.Empty);
    }

    [Test, DependsOnTest(nameof(Erasing_leaves_the_data_and_the_administrators_file))]
    public void A_later_install_finds_the_rows()
    {
        _orders.Api.Transact($"{_orders.Dnf} install orders");
        _host.Do("systemctl start orders.target");

        Assert.That(_orders.Front(), Is.EqualTo("Orders 2.0.0 has 4"));
        _orders.AwaitDone(_first, OrdersOnHost.First);
        _orders.AwaitDone(_orders.Post("sugar"), OrdersOnHost.Second);
    }
}
