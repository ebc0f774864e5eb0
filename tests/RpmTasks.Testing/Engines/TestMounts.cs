namespace RpmTasks.Testing.Engines;

/// <summary>Mounts that an engine leaves behind in its store, which would keep the folder from being deleted.</summary>
internal static class TestMounts
{
    public static void Release(string folder)
    {
        var points = File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(point => point.StartsWith(folder + "/", StringComparison.Ordinal))
            .OrderByDescending(point => point.Length)
            .ToList();
        foreach (var point in points)
            RealTool.Run("umount", "-l", point);
    }
}
