using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>A file, folder or link of a build context.</summary>
/// <param name="Name">Path within the context, with slashes.</param>
internal sealed record ContextEntry(string Name, FileSystemInfo Info)
{
    public bool IsLink => Info.LinkTarget is not null;
}

/// <summary>
/// The folder a Dockerfile is built in, as far as its .dockerignore lets it be seen: in ordinal order, each folder before what is in it.
/// Links are what they are; none is followed, so nothing outside the folder is read.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="spool">A folder that is no part of the context though it may lie in it.</param>
internal sealed class ContextTree(string root, DockerIgnore ignore, string spool)
{
    private readonly string spool = Path.TrimEndingDirectorySeparator(Path.GetFullPath(spool));

    public IEnumerable<ContextEntry> Entries() => Below(new DirectoryInfo(Path.GetFullPath(root)), "", ignore.Root);

    private IEnumerable<ContextEntry> Below(DirectoryInfo folder, string prefix, IgnoreVerdict verdict)
    {
        foreach (var info in Children(folder))
        {
            if (info.FullName == spool)
                continue;
            var name = prefix + info.Name;
            var decided = ignore.Decide(verdict, name);
            var entry = new ContextEntry(name, info);
            if (!decided.Excluded)
                yield return entry;
            if (info is not DirectoryInfo sub || entry.IsLink || (decided.Excluded && !ignore.MayIncludeBelow(name)))
                continue;
            var pending = decided.Excluded;
            foreach (var below in Below(sub, name + "/", decided))
            {
                // An excluded folder is there only for what was brought back in it.
                if (pending)
                    yield return entry;
                pending = false;
                yield return below;
            }
        }
    }

    private static FileSystemInfo[] Children(DirectoryInfo folder)
    {
        try
        {
            var children = folder.GetFileSystemInfos();
            Array.Sort(children, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return children;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(ImageFault.BuildFailed, folder.FullName, $"this folder of the build context cannot be read ({e.Message.TrimEnd('.')}); .dockerignore can leave it out", e);
        }
    }
}
