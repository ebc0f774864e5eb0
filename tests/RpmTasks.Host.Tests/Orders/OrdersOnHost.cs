using System.Text.Json;

using RpmTasks.Packaging.Repositories;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Orders;

/// <summary>The sample Orders, published into one repository and brought to a host, and asked as its users and its administrator ask.</summary>
internal sealed class OrdersOnHost : IDisposable
{
    public const string First = "1.0.0";
    public const string Second = "2.0.0";

    private const string Address = "http://127.0.0.1:8080";

    private readonly TemporaryFolder _folder = new();
    private readonly BootedHost _host;

    /// <summary>The repository, beside what else comes from the machine: not the host's own, so that nothing of it counts as left behind.</summary>
    private readonly string _repository;

    public OrdersOnHost(BootedHost host)
    {
        _host = host;
        var repository = _folder.File("repository");
        var (orders, database) = (Sample.Orders.As("repository", ("RpmRepositoryPath", repository)), Sample.OrdersDatabase.As("repository", ("RpmRepositoryPath", repository)));
        SamplePackages.Get(database, database.Versions.First, host.Recipe.Engine);
        foreach (var version in (string[])[First, Second])
            SamplePackages.Get(orders, version, host.Recipe.Engine);
        _repository = Bring(repository);
        (Api, Worker, Database) = (Of("orders-api"), Of("orders-worker"), Of("orders-database"));
    }

    public ServiceOnHost Api { get; }

    public ServiceOnHost Worker { get; }

    public ServiceOnHost Database { get; }

    public string Dnf => $"dnf --assumeyes --setopt=reposdir={_repository}";

    /// <summary>How often an image of the app was imported.</summary>
    public int Imports => int.Parse(_host.Do("journalctl --output=cat --unit=orders-image | grep --count '^importing ' || :"), null);

    /// <summary>States of API, worker and target.</summary>
    public string States => _host.Run("systemctl is-active orders-api orders-worker orders.target | paste --serial --delimiters=' '").Output.Trim();

    /// <returns>The order's number.</returns>
    public long Post(string item)
    {
        var answer = Curl($"--header 'Content-Type: application/json' --data '{{\"item\":\"{item}\"}}' {Address}/orders");
        using var order = JsonDocument.Parse(answer);
        Assert.That(order.RootElement.GetProperty("item").GetString(), Is.EqualTo(item));
        return order.RootElement.GetProperty("id").GetInt64();
    }

    public string Get(long order) => Curl($"{Address}/orders/{order}");

    /// <summary>Version and number of rows.</summary>
    public string Front() => Curl($"{Address}/");

    public void AwaitDone(long order, string version)
    {
        var result = _host.Run($"until curl --silent {Address}/orders/{order} | grep --quiet '\"doneBy\":\"{version}\"'; do sleep 0.2; done", TimeSpan.FromMinutes(1));
        Assert.That(result.ExitCode, Is.Zero, () => Get(order) + _host.Journal("orders-worker"));
    }

    public void Dispose() => _folder.Dispose();

    private string Curl(string arguments) =>
        _host.Do($"curl --silent --show-error --fail --retry 40 --retry-all-errors --retry-delay 1 {arguments} || {{ journalctl --no-pager --lines=40 --unit='orders*' >&2; exit 1; }}");

    private ServiceOnHost Of(string unit) => new(_host, Sample.Orders with { Package = unit });

    /// <summary>With the file that the publish printed for it.</summary>
    /// <returns>Its folder there.</returns>
    private string Bring(string repository)
    {
        var archive = _folder.File("orders.tar");
        Command.Do("tar", "--create", $"--file={archive}", $"--directory={repository}", ".");
        var copy = _host.CopyIn(archive);
        var folder = Path.ChangeExtension(copy, null);
        _host.Do($"""
            mkdir {folder}
            tar --extract --file={copy} --directory={folder}
            cat >{folder}/orders.repo <<'END'
            {RepoFile.Write(folder, isSigned: false)}
            END
            """);
        return folder;
    }
}
