using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>"dotnet new" with the templates, then "dotnet publish" and nothing else.</summary>
public sealed class TemplateTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Install()
    {
        RealTool.Require("dotnet", "rpm");
        _folder = new TemporaryFolder();
        LocalFeed.Mine.WriteConfig(_folder.Path);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(_folder.File(file), "<Project />\n");
        Command.Do(DotNet.In(Repository.Folder, packages: null,
            "pack", Repository.Path("nuget", "templates"), "--configuration", "Release", "--output", _folder.File("templates"),
            "--artifacts-path", _folder.File("artifacts"), $"-p:Version={LocalFeed.Mine.Version}", "-p:RestoreLockedMode=false"));
        New("install", Directory.GetFiles(_folder.File("templates"), "*.nupkg").Single());
    }

    [OneTimeTearDown]
    public void Remove() => _folder?.Dispose();

    [TestCase("web", "podman", "podman >= 4.4")]
    [TestCase("worker", "docker", "(docker-ce or moby-engine or docker-engine or docker)")]
    public void A_service_is_published_as_it_was_made(string kind, string engine, string requirement)
    {
        var name = $"Orders.{kind}";
        New("rpm-service", "--name", name, "--kind", kind, "--engine", engine);

        var package = Publish(name, $"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}");

        Assert.That(Path.GetFileName(package), Is.EqualTo($"orders-{kind}-1.0.0-1.x86_64.rpm"));
        Assert.That(RealTool.Run("rpm", "--query", "--requires", "--package", package).Output, Does.Contain(requirement + "\n"));
        Assert.That(RealTool.Run("rpm", "--query", "--list", "--package", package).Output, Does.Contain($"/usr/lib/systemd/system/orders-{kind}.service\n"));
    }

    [Test]
    public void An_existing_image_is_published_as_it_was_named()
    {
        New("rpm-appliance", "--name", "web", "--image", $"docker-archive:{NginxBase.Archive}", "--port", "8080:80");

        var package = Publish("web");

        var unit = Command.Do("sh", "-c", $"rpm2cpio '{package}' | cpio --quiet --extract --to-stdout ./usr/lib/systemd/system/web.service");
        Assert.That(unit, Does.Contain(" --publish=8080:80 "));
    }

    private string Publish(string name, params IEnumerable<string> arguments)
    {
        Command.Do(DotNet.In(_folder.File(name), LocalFeed.PackagesFolder, ["publish", .. arguments]));
        return Directory.GetFiles(_folder.File(name), "*.rpm", SearchOption.AllDirectories).Single();
    }

    private void New(params IEnumerable<string> arguments) =>
        Command.Do(DotNet.In(_folder.Path, LocalFeed.PackagesFolder, ["new", .. arguments, "--debug:custom-hive", _folder.File("hive")]));
}
