using System.Xml.Linq;

using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>The paths of a package, each with what it is.</summary>
internal static class FileElements
{
    public static IEnumerable<XElement> Of(IEnumerable<FileEntry> files, XNamespace space) => files.Select(file =>
    {
        var element = new XElement(space + "file", RepositoryXml.Text(file.Path));
        if (file.IsDirectory)
            element.Add(new XAttribute("type", "dir"));
        else if (file.IsGhost)
            element.Add(new XAttribute("type", "ghost"));
        return element;
    });

    /// <summary>
    /// Whether primary.xml has the path, so that a dependency on it is found without the much larger filelists.xml. Every tool since yum
    /// has drawn the line here.
    /// </summary>
    public static bool IsPrimary(string path) =>
        path.StartsWith("/etc/", StringComparison.Ordinal) || path == "/usr/lib/sendmail" || path.Contains("bin/", StringComparison.Ordinal);
}
