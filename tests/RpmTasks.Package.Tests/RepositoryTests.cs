using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>RpmRepositoryPath, from a project to what dnf finds.</summary>
public sealed class RepositoryTests
{
    [Test]
    public void Each_publish_is_in_the_repository_and_clean_leaves_it_alone()
    {
        RealTool.Require("dnf");
        using var project = UserProject.Appliance();
        using var repository = new TemporaryFolder();

        var first = Pack(project, repository.File("example"), "1.0.0");
        var second = Pack(project, repository.File("example"), "1.1.0");
        Assert.That(project.Run("clean", "-c", "Release").ExitCode, Is.Zero);

        Assert.That(first.Output, Does.Contain("(1 package)").And.Contain("[example]").And.Contain($"baseurl=file://{repository.File("example")}"));
        Assert.That(second.Output, Does.Contain("(2 packages)").And.Not.Contain("[example]"));
        Assert.That(project.Rpms, Is.Empty);
        var found = RealTool.Run("dnf", "--disablerepo=*", $"--repofrompath=example,file://{repository.File("example")}", $"--setopt=cachedir={repository.File("cache")}", "--quiet", "repoquery", "--qf", "%{name}-%{evr}");
        Assert.That(found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "appliance-0:1.0.0-1", "appliance-0:1.1.0-1" }).Or.EqualTo(new[] { "appliance-1.0.0-1", "appliance-1.1.0-1" }), found.All);
    }

    [Test]
    public void A_repository_that_fails_leaves_the_package()
    {
        using var project = UserProject.Appliance();
        project.Write("repo/broken.rpm", "none");

        var result = project.Pack($"-p:RpmImage=docker-archive:{NginxBase.Archive}", "-p:RpmRepositoryPath=repo");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("error RPMT4062").And.Contain(project.Path("repo", "broken.rpm")));
        Assert.That(project.Rpms.Select(Path.GetFileName), Is.EquivalentTo(new[] { "broken.rpm", "appliance-1.0.0-1.x86_64.rpm" }));
    }

    private static ToolResult Pack(UserProject project, string repository, string version)
    {
        var result = project.Pack($"-p:RpmImage=docker-archive:{NginxBase.Archive}", $"-p:RpmRepositoryPath={repository}", $"-p:Version={version}");
        Assert.That(result.ExitCode, Is.Zero, result.All);
        return result;
    }
}
