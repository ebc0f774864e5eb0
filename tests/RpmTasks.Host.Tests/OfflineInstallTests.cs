using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests;

/// <summary>A package is also installed where nothing runs: when the image of a machine is built.</summary>
[TestFixtureSource(nameof(Recipes))]
public class OfflineInstallTests(HostRecipe recipe)
{
    private static readonly HostRecipe[] Recipes = [HostRecipe.TrixiePodman, HostRecipe.TrixieDocker];

    private static readonly Sample Sample = Sample.HelloAot;

    [Test]
    public void The_first_boot_imports_the_image_and_serves()
    {
        RealTool.RequireRoot();
        var (first, second) = Sample.Versions;
        var packages = new[] { SamplePackages.Get(Sample, first, recipe.Engine), SamplePackages.Get(Sample, second, recipe.Engine) };
        var step = new OfflineStep($"""
            set -e
            rpm --install {OfflineStep.Folder}/{Path.GetFileName(packages[0])}
            rpm --upgrade {OfflineStep.Folder}/{Path.GetFileName(packages[1])}
            systemctl --quiet enable {Sample.Package}
            """, packages);

        using var host = BootedHost.Boot(recipe, step);

        Assert.That(step.Result, Is.EqualTo(new ToolResult(0, "", "")));
        new ServiceOnHost(host, Sample).AssertRuns(second);
    }

    [Test]
    public void Erasing_where_nothing_runs_leaves_no_file()
    {
        RealTool.RequireRoot();
        var package = SamplePackages.Get(Sample, Sample.Versions.First, recipe.Engine);
        var step = new OfflineStep($"""
            set -e
            rpm --install {OfflineStep.Folder}/{Path.GetFileName(package)}
            systemctl --quiet enable {Sample.Package}
            rpm --erase {Sample.Package}
            find / -xdev -path {OfflineStep.Folder} -prune -o -path /proc -prune -o -name '*{Sample.Package}*' -print
            """, package);

        using var host = BootedHost.Boot(recipe, step);

        Assert.That(step.Result, Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(host.Run("systemctl is-system-running").Output.Trim(), Is.EqualTo("running"));
    }
}
