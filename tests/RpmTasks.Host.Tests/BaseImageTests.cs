using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>The images that the samples stand on run by themselves, so a service that does not is the package's fault.</summary>
[TestFixtureSource(nameof(Recipes))]
public class BaseImageTests(HostRecipe recipe)
{
    private static readonly HostRecipe[] Recipes = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker];

    private BootedHost _host = null!;

    [OneTimeSetUp]
    public void Boot() => _host = BootedHost.Boot(recipe);

    [OneTimeTearDown]
    public void Shutdown() => _host?.Dispose();

    [Test]
    public void Dotnet_runs_as_its_own_user()
    {
        Load(DotNetBase.Archive);
        var run = $"{recipe.Engine} run --rm --network=none --cap-drop=all --user=1654:1654 {DotNetBase.Reference}";

        Assert.That(_host.Do($"{run} dotnet --list-runtimes"), Does.Contain($"Microsoft.AspNetCore.App {Environment.Version} ["));
        Assert.That(_host.Do($"{run} sh -c 'id -un; pwd; echo $APP_UID'"), Is.EqualTo("app\n/\n1654"));
    }

    [Test]
    public void Nginx_serves_its_page_and_stops_when_asked()
    {
        Load(NginxBase.Archive);
        _host.Do($"{recipe.Engine} run --detach --name=web --publish=80:80 --security-opt=no-new-privileges {NginxBase.Reference}");

        Assert.That(_host.Do("curl --silent --show-error --fail --retry 10 --retry-connrefused --retry-delay 1 http://127.0.0.1/"), Is.EqualTo(NginxBase.Page.TrimEnd()));
        Assert.That(_host.Do($"{recipe.Engine} logs web"), Does.Contain("\"GET / HTTP/1.1\" 200"));
        _host.Do($"{recipe.Engine} stop web");
        Assert.That(_host.Do($"{recipe.Engine} inspect --format '{{{{.State.ExitCode}}}}' web"), Is.EqualTo("0"));
    }

    private void Load(string archive) => _host.Do($"{recipe.Engine} load --quiet --input {_host.CopyIn(archive)}");
}
