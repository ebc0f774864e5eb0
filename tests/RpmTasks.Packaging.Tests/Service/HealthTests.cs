using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>When the service is started, well, and reloaded.</summary>
public sealed class HealthTests
{
    [Test]
    public void A_health_check_is_the_engines_and_podman_ends_what_is_unwell()
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { HealthCommand = "curl -fs localhost:8080/health", HealthInterval = "5s", HealthRetries = "2", HealthStartPeriod = "1m" }));
        Assert.That(Requests.UnitOf(plan), Does.Contain(
            " --health-on-failure=kill --stop-timeout=35 --security-opt=no-new-privileges \"--health-cmd=curl -fs localhost:8080/health\" --health-interval=5s --health-retries=2 --health-start-period=60s --env-file="));
    }

    [Test]
    public void Docker_looks_but_does_nothing_about_it() =>
        Assert.That(
            Requests.UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = "docker", HealthCommand = "true" }))),
            Does.Contain(" --health-cmd=true --health-interval=30s --health-retries=3 --health-start-period=0s ").And.Not.Contain("on-failure=kill"));

    [TestCase("", false, "conmon")]
    [TestCase("", true, "container")]
    [TestCase("conmon", true, "conmon")]
    [TestCase("container", false, "container")]
    [TestCase("healthy", true, "healthy")]
    public void The_service_is_started_when_the_project_says(string notify, bool appNotifies, string sdnotify)
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Notify = notify, AppNotifies = appNotifies, HealthCommand = "true" }));
        Assert.That(Requests.UnitOf(plan), Does.Contain($" --sdnotify={sdnotify} "));
    }

    [Test]
    public void An_app_that_notifies_runs_under_docker_too() =>
        Assert.That(Requests.UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = "docker", AppNotifies = true }))), Does.Not.Contain("notify"));

    [TestCase("conmon", ">= 4.4")]
    [TestCase("healthy", ">= 4.7")]
    public void The_package_requires_a_podman_that_can(string notify, string version)
    {
        var plan = Requests.Plan(Requests.Input.With(service => service with { Notify = notify, HealthCommand = "true" }));
        var podman = plan.Spec.Dependencies.Single(dependency => dependency.Name == "podman");
        Assert.That((podman.Flags, podman.Version), Is.EqualTo((Sense.Greater | Sense.Equal, version[3..])));
    }

    [TestCase("podman", "sighup", "/usr/bin/podman kill --signal=HUP --cidfile=%t/%N.cid")]
    [TestCase("docker", "USR1", "/usr/bin/docker kill --signal=USR1 orders")]
    public void An_app_that_reloads_gets_its_signal(string engine, string signal, string command) =>
        Assert.That(Requests.UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = engine, ReloadSignal = signal }))), Does.Contain($"\nExecReload={command}\n"));
}
