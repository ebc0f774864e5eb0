using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Packing;

/// <summary>The paths that a package owns, each with mode, kind and content. It owns every folder it makes and no other.</summary>
internal static class PackagedFiles
{
    private const int FolderMode = 0b111_101_101;
    private const int LinkMode = 0b111_111_111;
    private const int PublicMode = 0b110_100_100;
    private const int PrivateMode = 0b110_100_000;
    private const FileFlags Configuration = FileFlags.Config | FileFlags.NoReplace;

    /// <param name="shared">Blobs that lie in packages of their own; here are links to them.</param>
    public static ImmutableArray<RpmFile> Image(string packageName, ImageDirectory image, ImmutableArray<Blob> shared, long time)
    {
        var paths = new HostPaths(packageName, packageName);
        var elsewhere = shared.Select(blob => blob.Digest).ToHashSet();
        var files = image.Files.Select(file => elsewhere.Contains(file.Content.Digest)
            ? Link($"{paths.ImageFolder}/{file.Path}", new LayerName(file.Content.Digest).LinkFrom(paths.ImageFolder), time)
            : Regular($"{paths.ImageFolder}/{file.Path}", PublicMode, FileFlags.None, ContentOf(file), time));
        var folders = image.Files
            .SelectMany(file => FoldersOf(file.Path))
            .Distinct(StringComparer.Ordinal)
            .Select(folder => Folder($"{paths.ImageFolder}/{folder}", time));
        return [Folder(paths.DataFolder, time), Folder(paths.ImageFolder, time), .. folders, .. files];
    }

    public static ImmutableArray<RpmFile> Service(ServicePlan plan, long time)
    {
        var paths = plan.Paths;
        var files = ImmutableArray.CreateBuilder<RpmFile>();
        files.AddRange(UnitFiles.Write(plan).Select(unit => Text(unit.Path, PublicMode, FileFlags.None, unit.Text)));
        files.Add(Folder(paths.ConfigurationFolder, time));
        files.Add(Text(paths.EnvironmentFile, PrivateMode, Configuration, ServiceConfiguration.Environment(plan)));
        files.AddRange(plan.Members.Select(unit => Text(unit.Paths.EnvironmentFile, PrivateMode, Configuration, ServiceConfiguration.Environment(unit))));
        if (plan.Request.Engine != ServiceEngine.Systemd)
            files.AddRange(ForEngine(plan, time));
        if (plan.Request.OwnUnit is not null && plan.Request.Engine != ServiceEngine.Systemd)
            files.AddRange(Folder(paths.DropInFolder, time), Text(paths.DropInFile, PublicMode, FileFlags.None, UnitTemplate.DropIn(plan)));
        if (plan.MakesDirectories)
            files.Add(Text(paths.DirectoriesFile, PublicMode, FileFlags.None, ServiceConfiguration.Directories(plan)));
        if (plan.Request.Enablement != ServiceEnablement.Preset && !ServiceUnits.Of(plan).Preset.IsEmpty)
            files.Add(Text(paths.PresetFile, PublicMode, FileFlags.None, ServiceConfiguration.Preset(plan)));
        return files.ToImmutable();

        RpmFile Text(string path, int mode, FileFlags flags, string text) => Regular(path, mode, flags, Content.FromText(text), time);
    }

    /// <param name="sbom">The bill of materials; null without one.</param>
    public static IEnumerable<RpmFile> Documents(string packageName, ServicePlan? service, string? sbom, long time)
    {
        var paths = new HostPaths(packageName, packageName);
        if (service is null && sbom is null)
            yield break;
        yield return Folder(paths.DocumentationFolder, time);
        if (service is not null)
            yield return Regular(paths.Readme, PublicMode, FileFlags.Doc, Content.FromText(AdministratorReadme.Write(service)), time);
        if (sbom is not null)
            yield return Regular(paths.Sbom, PublicMode, FileFlags.Doc, Content.FromText(sbom), time);
    }

    private static IEnumerable<RpmFile> ForEngine(ServicePlan plan, long time) =>
    [
        Folder(plan.Paths.ProgramFolder, time),
        Regular(plan.Paths.ImageHelper, FolderMode, FileFlags.None, Content.FromText(ImageHelper.Write(plan)), time),
        .. plan.Units.Select(unit => Regular(unit.Paths.EngineArgumentsFile, PublicMode, Configuration, Content.FromText(ServiceConfiguration.EngineArguments(unit)), time)),
    ];

    public static ImmutableArray<RpmFile> License(string packageName, Content text, long time)
    {
        var folder = new HostPaths(packageName, packageName).LicenseFolder;
        return [Folder(folder, time), Regular($"{folder}/LICENSE", PublicMode, FileFlags.License, text, time)];
    }

    private static Content ContentOf(ImageDirectoryFile file) =>
        new(file.Content.Size, file.Content.Open) { Sha256 = file.Content.Digest.Hex };

    // "blobs/sha256/…" lies in blobs and blobs/sha256.
    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }

    private static RpmFile Folder(string path, long time) => new(path, FileKind.Directory) { Mode = FolderMode, ModifiedAt = time };

    private static RpmFile Link(string path, string target, long time) =>
        new(path, FileKind.SymbolicLink) { Mode = LinkMode, ModifiedAt = time, LinkTarget = target };

    private static RpmFile Regular(string path, int mode, FileFlags flags, Content content, long time) =>
        new(path, FileKind.Regular) { Mode = mode, ModifiedAt = time, Flags = flags, Content = content };
}
