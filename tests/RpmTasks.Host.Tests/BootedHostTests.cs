using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>The host itself: what the other tests say of a package is worth what these say of the host.</summary>
[TestFixtureSource(nameof(Recipes))]
public class BootedHostTests(HostRecipe recipe)
{
    private static readonly HostRecipe[] Recipes = [HostRecipe.BookwormPodman, HostRecipe.TrixiePodman, HostRecipe.TrixieDocker, HostRecipe.SidPodman];

    private BootedHost _host = null!;

    [OneTimeSetUp]
    public void Boot() => _host = BootedHost.Boot(recipe);

    [OneTimeTearDown]
    public void Shutdown() => _host?.Dispose();

    [Test]
    public void Systemd_is_process_1_and_nothing_failed()
    {
        Assert.That(_host.Do("cat /proc/1/comm"), Is.EqualTo("systemd"));
        Assert.That(_host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"), () => _host.Run("systemctl --failed").All);
    }

    [Test]
    public void The_engine_answers() => Assert.That(_host.Do($"{recipe.Engine} ps --all --quiet"), Is.Empty);

    [Test]
    public void Rpm_finds_a_provider_of_what_a_service_requires()
    {
        foreach (var capability in new[] { "systemd", "/bin/sh", recipe.Engine })
            Assert.That(_host.Run($"rpm --query --whatprovides {capability}").ExitCode, Is.Zero, capability);
    }

    [Test]
    public void A_command_answers_with_its_exit_code_and_both_streams()
    {
        var result = _host.Run("""
            printf 'a $HOME %%s "quoted" \\ ü\n'
            echo "two
            lines" >&2
            exit 7
            """);

        Assert.That(result, Is.EqualTo(new ToolResult(7, "a $HOME %s \"quoted\" \\ ü\n", "two\nlines\n")));
    }

    [Test]
    public void A_command_is_ended_at_its_limit()
    {
        var result = _host.Run("echo started; sleep 600", TimeSpan.FromSeconds(1));

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((124, "started\n")));
    }

    [Test]
    public void A_command_that_must_succeed_says_what_went_wrong() =>
        Assert.That(() => _host.Do("echo of no use >&2; false"),
            Throws.InvalidOperationException.With.Message.Contains("exit code 1").And.Message.Contains("of no use"));

    [Test]
    public void What_a_unit_logs_is_in_its_journal()
    {
        _host.Do("systemd-run --quiet --wait --unit=talker echo hello journal");

        Assert.That(_host.Journal("talker"), Does.Contain("hello journal"));
    }

    [Test]
    public void A_file_that_is_copied_in_has_its_bytes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("bytes"), [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);

        var path = _host.CopyIn(folder.File("bytes"));

        Assert.That(_host.Do($"sha256sum <{path}"), Does.StartWith("40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880"));
    }

    [Test]
    public void Two_hosts_do_not_see_each_other()
    {
        using var other = BootedHost.Boot(recipe);
        other.Do("systemd-run --quiet --unit=sleeper sleep 600; touch /etc/other");

        Assert.That(_host.Run("systemctl is-active sleeper").Output.Trim(), Is.EqualTo("inactive"));
        Assert.That(_host.Run("test -e /etc/other").ExitCode, Is.EqualTo(1));
        _host.Do("systemctl daemon-reload");
        Assert.That(other.Run("systemctl is-active sleeper").Output.Trim(), Is.EqualTo("active"));
    }
}
