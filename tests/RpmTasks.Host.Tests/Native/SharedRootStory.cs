using RpmTasks.Host.Tests.Matrix;

namespace RpmTasks.Host.Tests.Native;

/// <summary>Services without an engine whose base is a package that they share.</summary>
[TestFixtureSource(nameof(Columns))]
internal sealed class SharedRootStory(Column column) : ServiceStory(column)
{
    private static IReadOnlyList<Column> Columns => [Column.TrixieSystemd];

    [Row(RowGroup.Upgrade, "one base for two services: one takes another base, the other does not notice")]
    public void A_base_is_replaced_under_one_of_them()
    {
        using var roots = new SharedRoots();
        var (orders, billing) = (new ServiceOnHost(Host, SharedRoots.Orders), new ServiceOnHost(Host, SharedRoots.Billing));
        orders.Transact($"rpm --install {string.Join(' ', roots.OrdersFirst.Concat(roots.BillingFirst).Distinct().Select(Host.CopyIn))}");
        Assert.That(Bases, Has.Length.EqualTo(1));
        Host.Do("systemctl enable --now orders billing");
        orders.AssertIsServed(First);
        billing.AssertIsServed(First);
        var (old, run) = (Bases.Single(), billing.ContainerId);

        orders.Transact($"rpm --upgrade {string.Join(' ', roots.OrdersSecond.Select(Host.CopyIn))}");

        orders.AssertIsServed(Second);
        Assert.That(orders.Containers, Is.EqualTo(new[] { $"orders {Bases.Except([old]).Single()}" }));
        billing.AssertIsServed(First);
        Assert.That(billing.ContainerId, Is.EqualTo(run));
        Assert.That(Host.Do("rpm --verify orders billing $(rpm --query --all 'container-root-*')"), Is.Empty);
        Assert.That(Host.Do($"find {old} | sort"), Is.EqualTo(Host.Do($"rpm --query --list $(rpm --query --file {old}) | grep ^{old} | sort")), "nothing was made in it");
    }

    private string[] Bases => Host.Do("ls -d /usr/libexec/container-roots/*").Split('\n');
}
