using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>"Nothing is left" must be able to fail, for each kind of thing that could be left.</summary>
[TestFixtureSource(nameof(Recipes))]
public class HostLeftoversTests(HostRecipe recipe)
{
    private static readonly HostRecipe[] Recipes = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker];

    private BootedHost _host = null!;

    private string Engine => recipe.Engine;

    [SetUp]
    public void Boot() => _host = BootedHost.Boot(recipe);

    [TearDown]
    public void Shutdown() => _host?.Dispose();

    [Test]
    public void A_host_that_was_only_used_is_as_it_was()
    {
        _host.Do($"""
            tar --create --directory=/usr/bin true | {Engine} import - localhost/once:1
            {Engine} run --rm --network=none localhost/once:1 /missing || true
            {Engine} rmi localhost/once:1
            dnf --assumeyes makecache
            rpm --query --all
            systemctl daemon-reload
            """);

        Assert.That(_host.Leftovers(), Is.Empty);
    }

    [Test]
    public void What_is_left_is_listed()
    {
        _host.Do($"""
            mkdir /etc/left
            touch /etc/left/file /run/left.cid
            ln -s /nowhere /usr/share/left
            echo 'left:x:1:1::/:/bin/sh' >>/etc/passwd
            rm /etc/issue
            tar --create --directory=/usr/bin true | {Engine} import - localhost/left:1
            {Engine} create --name=left localhost/left:1 /true
            {Engine} volume create left
            printf '[Service]\nExecStart=/bin/false\n' >/usr/lib/systemd/system/left.service
            systemctl daemon-reload
            systemctl start left
            """);
        var image = _host.Do($"{Engine} images --no-trunc --quiet localhost/left:1");

        Assert.That(_host.Leftovers(), Is.EquivalentTo(
        [
            "changed /etc/passwd", "container left", "failed left.service", $"image localhost/left:1 {image}", "new /etc/left",
            "new /etc/left/file", "new /run/left.cid", "new /usr/lib/systemd/system/left.service", "new /usr/share/left",
            "removed /etc/issue", "unit left.service static", "volume left",
        ]));
    }

    [Test]
    public void A_reboot_keeps_the_disk_and_nothing_else()
    {
        _host.Do($"""
            touch /etc/kept /run/lost
            {Engine} volume create kept
            systemd-run --quiet --unit=lost sleep 600
            """);

        _host.Reboot();

        Assert.That(_host.Do("systemctl is-system-running"), Is.EqualTo("running"));
        Assert.That(_host.Leftovers(), Is.EquivalentTo(["new /etc/kept", "volume kept"]));
        Assert.That(_host.Run("systemctl is-active lost").Output.Trim(), Is.EqualTo("inactive"));
    }
}
