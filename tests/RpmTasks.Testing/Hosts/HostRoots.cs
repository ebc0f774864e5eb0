using System.Collections.Concurrent;

using NUnit.Framework;

namespace RpmTasks.Testing.Hosts;

/// <summary>The pristine roots, made when first asked for and kept. They are only ever the lower half of an overlay.</summary>
public static class HostRoots
{
    private static readonly string[] Tools = ["debootstrap", "rpmbuild", "chroot", "nice"];

    /// <summary>Also remembers that one could not be made: the next test need not wait minutes to be told the same.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<string>> Folders = [];

    /// <summary>
    /// The root's folder; where it cannot be made, the running test is skipped (or failed, if all tools are promised, but for a
    /// suite that moves: whether its packages fit each other today is nobody's promise).
    /// </summary>
    public static string Folder(HostRecipe recipe)
    {
        RealTool.RequireRoot();
        RealTool.Require(Tools);
        try
        {
            return Folders.GetOrAdd(recipe.Name, _ => new Lazy<string>(() => Make(recipe))).Value;
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            var reason = $"needs the host {recipe.Name}, which cannot be made here: {failure.Message}";
            if (recipe.Moves)
                Assert.Ignore($"This test {reason}");
            RealTool.Lacking(reason);
            throw;
        }
    }

    private static string Make(HostRecipe recipe) =>
        UserCache.Mine.GetOrMake($"root-{recipe.Name}-*", recipe.Text, root => new HostRootMaker(recipe, root).Make());
}
