using RpmTasks.Packaging.Layout;

namespace RpmTasks.Packaging.Files;

/// <summary>
/// Which folders on the way to a file the package creates and so must own, lest they stay behind: those named after the package or its
/// service, all below them, and all below /opt. Of any other nobody knows whether a package of the host has it already.
/// </summary>
internal static class OwnedFolders
{
    public static IEnumerable<string> Above(string path, HostPaths paths) =>
        HostFolders.Above(path)
            .SkipWhile(folder => !IsOurs(folder, paths))
            .Where(folder => !HostFolders.IsOfDistribution(folder));

    private static bool IsOurs(string folder, HostPaths paths)
    {
        var name = folder[(folder.LastIndexOf('/') + 1)..];
        return folder.StartsWith("/opt/", StringComparison.Ordinal)
            || ((name == paths.PackageName || name == paths.ServiceName) && !HostFolders.IsOfDistribution(folder));
    }
}
