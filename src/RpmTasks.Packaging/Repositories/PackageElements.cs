using System.Xml.Linq;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Repositories;

/// <summary>A package's header as the three documents say it, element by element as createrepo_c does.</summary>
internal sealed class PackageElements(RpmPackage package, FolderFile file, string id)
{
    private readonly IReadOnlyList<FileEntry> _files = package.ReadFiles();

    private static XNamespace Common => RepositoryXml.Common;

    private static XNamespace Rpm => RepositoryXml.Rpm;

    public PackageEntry ToEntry() => new(file, id, BuildTime)
    {
        Primary = RepositoryXml.Fragment(Primary()),
        FileLists = RepositoryXml.Fragment(Listed(RepositoryXml.FileLists, FileElements.Of(_files, RepositoryXml.FileLists))),
        Other = RepositoryXml.Fragment(Listed(RepositoryXml.Other, ChangelogElements.Of(package.Main))),
    };

    private long BuildTime => First(package.Main.Get(Tags.BuildTime));

    private string Architecture => package.Main.Has(Tags.SourcePackage) ? "src" : package.Architecture ?? "";

    private XElement Primary() => new(
        Common + "package",
        new XAttribute("type", "rpm"),
        Element(Common, "name", package.Name),
        Element(Common, "arch", Architecture),
        Version(Common),
        new XElement(Common + "checksum", new XAttribute("type", "sha256"), new XAttribute("pkgid", "YES"), id),
        Element(Common, "summary", package.Main.Get(Tags.Summary)),
        Element(Common, "description", package.Main.Get(Tags.Description)),
        Element(Common, "packager", package.Main.Get(Tags.Packager)),
        Element(Common, "url", package.Main.Get(Tags.Url)),
        new XElement(Common + "time", new XAttribute("file", file.Time), new XAttribute("build", BuildTime)),
        new XElement(Common + "size", new XAttribute("package", file.Size), new XAttribute("installed", InstalledSize()), new XAttribute("archive", ArchiveSize())),
        new XElement(Common + "location", new XAttribute("href", RepositoryXml.Text(file.Location))),
        Format());

    private XElement Format()
    {
        var header = package.Main;
        // Package managers fetch just this part of a package to read its header.
        var start = Lead.Size + package.Signature.Bytes.Length + (-package.Signature.Bytes.Length & 7);
        return new XElement(
            Common + "format",
            Element(Rpm, "license", header.Get(Tags.License)),
            Element(Rpm, "vendor", header.Get(Tags.Vendor)),
            Element(Rpm, "group", header.Get(Tags.Group)),
            Element(Rpm, "buildhost", header.Get(Tags.BuildHost)),
            Element(Rpm, "sourcerpm", header.Get(Tags.SourceRpm)),
            new XElement(Rpm + "header-range", new XAttribute("start", start), new XAttribute("end", start + header.Bytes.Length)),
            DependencyElements.Of(package, _files),
            FileElements.Of(_files.Where(entry => FileElements.IsPrimary(entry.Path)), Common));
    }

    private XElement Listed(XNamespace space, IEnumerable<XElement> content) => new(
        space + "package",
        new XAttribute("pkgid", id),
        new XAttribute("name", RepositoryXml.Text(package.Name)),
        new XAttribute("arch", RepositoryXml.Text(Architecture)),
        Version(space),
        content);

    private XElement Version(XNamespace space) => new(
        space + "version",
        new XAttribute("epoch", package.Epoch ?? 0),
        new XAttribute("ver", RepositoryXml.Text(package.Version)),
        new XAttribute("rel", RepositoryXml.Text(package.Release)));

    private ulong InstalledSize() => package.Main.Get(Tags.LongSize) is [var size, ..] ? size : First(package.Main.Get(Tags.Size));

    /// <summary>Rpm takes it from the signature header; format v6 has none there, and no reader needs it.</summary>
    private ulong ArchiveSize() => package.Signature.Get(SignatureTags.LongArchiveSize) is [var size, ..] ? size : First(package.Signature.Get(SignatureTags.PayloadSize));

    private static uint First(uint[] values) => values is [var first, ..] ? first : 0;

    private static XElement Element(XNamespace space, string name, string? text) => new(space + name, RepositoryXml.Text(text));
}
