using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>
/// What a package brings beside its image, through install, upgrade and erase on a running host of each generation of rpm: those before
/// 4.19 make users by %pre, later ones by the package's capabilities. Each test begins where the one before ended.
/// </summary>
[TestFixtureSource(nameof(Hosts))]
public class AddedFilesTests(HostRecipe recipe, string manager)
{
    private static readonly object[][] Hosts =
    [
        [HostRecipe.BookwormPodman, "dnf"],
        [HostRecipe.TrixiePodman, "dnf"],
        [HostRecipe.SidPodman, "dnf5"],
    ];

    private BootedHost _host = null!;
    private (string First, string Second) _packages;

    [OneTimeSetUp]
    public void Boot()
    {
        RealTool.RequireRoot();
        var (first, second) = ShelfProject.Packages;
        _host = BootedHost.Boot(recipe);
        _packages = (_host.CopyIn(first), _host.CopyIn(second));
    }

    [OneTimeTearDown]
    public void Shutdown() => _host?.Dispose();

    [Test]
    public void Installing_makes_the_user_before_it_unpacks()
    {
        Assert.That(_host.Run("id shelf").ExitCode, Is.Not.Zero);

        var transaction = _host.Run($"{manager} --assumeyes install {_packages.First}");

        Assert.That(transaction.ExitCode, Is.Zero, transaction.All);
        Assert.That(transaction.All, Does.Not.Contain("does not exist").And.Not.Contain("using root"));
        Assert.That(TakeLog(), Is.EqualTo(new[] { "pretrans", "pre 1 %{name} shelf", "post 1 %{name} shelf", "posttrans" }));
        Assert.That(_host.Do("getent passwd shelf | cut -d: -f5-"), Is.EqualTo("Keeps books and more than (books):/:/usr/sbin/nologin"));
        Assert.That(_host.Do("id -gn shelf; getent group readers | cut -d: -f1"), Is.EqualTo("shelf\nreaders"));
    }

    [Test, DependsOnTest(nameof(Installing_makes_the_user_before_it_unpacks))]
    public void Files_have_the_modes_and_owners_of_their_items()
    {
        Assert.That(_host.Do("""
            cd /; find etc/shelf usr/share/shelf/pages usr/bin/shelf-tool usr/bin/shelfctl var/lib/shelf -printf '%M %u:%g %p %l\n' | sort -k3 | sed 's/ $//'
            """).Split('\n').Where(line => !line.EndsWith("shelf.env", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "drwxr-xr-x root:root etc/shelf",
            "-rw-r--r-- root:root etc/shelf/plain.conf",
            "-rw-r----- root:shelf etc/shelf/shelf.json",
            "-rwxr-xr-x root:root usr/bin/shelf-tool",
            "lrwxrwxrwx root:root usr/bin/shelfctl shelf-tool",
            "drwxr-xr-x root:root usr/share/shelf/pages",
            "drwxr-xr-x root:root usr/share/shelf/pages/a",
            "drwxr-xr-x root:root usr/share/shelf/pages/a/b",
            "-rw-r--r-- root:root usr/share/shelf/pages/a/b/page.txt",
            "drwxr-x--- shelf:shelf var/lib/shelf",
            "-r--r----- shelf:readers var/lib/shelf/first",
        }));
        Assert.That(_host.Run("rpm --verify shelf"), Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(_host.Do("rpm -qf /usr/share/shelf/pages/a /var/lib/shelf /usr/lib/sysusers.d/shelf.conf | sort -u"), Is.EqualTo("shelf-1.0.0-1.x86_64"));
        Assert.That(_host.Do("shelfctl"), Is.EqualTo("shelf"));
    }

    [Test, DependsOnTest(nameof(Files_have_the_modes_and_owners_of_their_items))]
    public void Upgrading_runs_the_scripts_in_order_and_keeps_what_was_changed()
    {
        _host.Do("echo mine >>/etc/shelf/shelf.json; echo mine >>/etc/shelf/plain.conf; echo state >/var/lib/shelf/index; chown shelf:shelf /var/lib/shelf/index");

        var transaction = _host.Run($"{manager} --assumeyes install {_packages.Second}");

        Assert.That(transaction.ExitCode, Is.Zero, transaction.All);
        Assert.That(TakeLog(), Is.EqualTo(new[]
        {
            "pretrans", "pre 2 %{name} shelf", "post 2 %{name} shelf", "preun 1 %{name} shelf", "postun 1 %{name} shelf", "posttrans",
        }));
        Assert.That(_host.Do("cd /etc/shelf; cat shelf.json shelf.json.rpmnew plain.conf plain.conf.rpmsave /var/lib/shelf/index"), Is.EqualTo(
            "\"1\"\nmine\n\"2\"\nversion=2\nversion=1\nmine\nstate"));
        Assert.That(_host.Do("stat --format='%a %U:%G' /etc/shelf/shelf.json.rpmnew"), Is.EqualTo("640 root:shelf"));
        _host.Do("rm /etc/shelf/*.rpm*; printf '\"2\"\\n' >/etc/shelf/shelf.json");
    }

    [Test, DependsOnTest(nameof(Upgrading_runs_the_scripts_in_order_and_keeps_what_was_changed))]
    public void Erasing_takes_the_ghost_along_and_leaves_the_user()
    {
        _host.Do("echo mine >>/etc/shelf/shelf.json");

        var transaction = _host.Run($"{manager} --assumeyes remove shelf");

        Assert.That(transaction.ExitCode, Is.Zero, transaction.All);
        Assert.That(TakeLog(), Is.EqualTo(new[] { "preun 0 %{name} shelf", "postun 0 %{name} shelf" }));
        Assert.That(_host.Run("id shelf").ExitCode, Is.Zero, "files of theirs may be anywhere");
        Assert.That(
            _host.Leftovers().Where(line => line.Contains("shelf", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { "new /etc/shelf", "new /etc/shelf/shelf.json.rpmsave" }));
    }

    private string[] TakeLog() => _host.Do($"cat {ShelfProject.Log}; rm {ShelfProject.Log}").Split('\n');
}
