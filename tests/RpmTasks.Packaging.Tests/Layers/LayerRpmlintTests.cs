using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>What rpmlint finds in both kinds of packages is what docs/rpmlint.md explains.</summary>
public sealed class LayerRpmlintTests
{
    [Test]
    public void It_finds_nothing_with_our_configuration()
    {
        RealTool.Require("rpmlint");
        using var project = new LayeredProject();
        var input = project.Project("shop", "base", "app");
        var packed = project.Pack(input with { Metadata = input.Metadata with { Packager = "Ann <ann@example.com>", License = "MIT" } });

        foreach (var package in packed)
        {
            var lint = RealTool.Run("rpmlint", "--config", Repository.Path("docs", "rpmlint.toml"), package.Path);
            Assert.That(lint.Output, Does.Contain(" 0 errors, 0 warnings,"), lint.All);
        }
    }
}
