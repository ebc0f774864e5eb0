using System.Text;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Files;

/// <summary>Whether a package may put something at a path of the host.</summary>
internal static class TargetPath
{
    /// <summary>NAME_MAX of Linux: what one part of a path may have, in bytes.</summary>
    private const int MaxPartSize = 255;

    /// <returns>Null when it may. <paramref name="path"/> has no '/' at its end.</returns>
    public static Problem? FindProblem(string item, string path)
    {
        if (FindFormProblem(path) is { } form)
            return Problem.Of(Rules.BadTargetPath, item, path, form);
        if (HostFolders.VolatileFolder(path) is { } folder)
            return Problem.Of(Rules.VolatileFolder, item, path, folder);
        if (HostFolders.RealPath(path) is { } real)
            return Problem.Of(Rules.LinkedFolder, item, path, real);
        return HostFolders.IsOfDistribution(path) ? Problem.Of(Rules.DistributionFolder, item, path) : null;
    }

    private static string? FindFormProblem(string path)
    {
        if (path.Length == 0)
            return "is missing";
        if (!path.StartsWith('/'))
            return "is not absolute";
        if (TextRules.FindLineProblem(path) is { } text)
            return text;
        if (path == "/")
            return "names no file";
        if (path.EndsWith('/'))
            return "ends with '/', but names no folder";
        var parts = path[1..].Split('/');
        if (parts.FirstOrDefault(part => part is "" or "." or "..") is { } bad)
            return bad.Length == 0 ? "has '//'" : $"has a part '{bad}'";
        if (parts.Any(part => Encoding.UTF8.GetByteCount(part) > MaxPartSize))
            return $"has a part of more than {MaxPartSize} bytes";
        return Encoding.UTF8.GetByteCount(path) > FileRules.MaxPathSize ? $"has more than {FileRules.MaxPathSize} bytes" : null;
    }
}
