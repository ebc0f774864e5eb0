namespace RpmTasks.Testing.Hosts;

/// <summary>The pristine roots, made when first asked for and kept. They are only ever the lower half of an overlay.</summary>
public static class HostRoots
{
    private static readonly string[] Tools = ["debootstrap", "rpmbuild", "chroot", "nice"];

    /// <summary>The root's folder; where it cannot be made, the running test is skipped (or failed, if all tools are promised).</summary>
    public static string Folder(HostRecipe recipe)
    {
        RealTool.RequireRoot();
        RealTool.Require(Tools);
        try
        {
            return UserCache.Mine.GetOrMake($"root-{recipe.Name}-*", recipe.Text, root => new HostRootMaker(recipe, root).Make());
        }
        catch (InvalidOperationException failure)
        {
            RealTool.Lacking($"needs the host {recipe.Name}, which cannot be made here: {failure.Message}");
            throw;
        }
    }
}
