using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace RpmTasks.Tasks;

/// <summary>
/// What is compiled ahead lies in a folder below the one with all that it needs (docs/adr/0010-compiled-ahead.md). MSBuild looks for the
/// libraries of a task beside it, then in its own folder, and this is asked next.
/// </summary>
internal static class AssembliesAbove
{
#pragma warning disable CA2255 // Of the three tasks any may be the first, and each needs it before it does anything.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Offer()
    {
        var ours = typeof(AssembliesAbove).Assembly;
        if (AssemblyLoadContext.GetLoadContext(ours) is { } context)
            context.Resolving += (asking, name) => Find(ours.Location, name) is { } file ? asking.LoadFromAssemblyPath(file) : null;
    }

    /// <param name="ours">Path of the assembly of tasks.</param>
    /// <returns>Null where there is none: ours is then not the one that was compiled ahead, or the name is of something else.</returns>
    internal static string? Find(string ours, AssemblyName name)
    {
        if (Path.GetDirectoryName(Path.GetDirectoryName(ours)) is not { } above)
            return null;
        var file = Path.Combine(above, name.Name + ".dll");
        return File.Exists(file) ? file : null;
    }
}
