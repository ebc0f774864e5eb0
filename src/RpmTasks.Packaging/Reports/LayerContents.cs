using System.Collections.Immutable;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Listing;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Packing;

namespace RpmTasks.Packaging.Reports;

/// <summary>Lists the layers of an image.</summary>
internal static class LayerContents
{
    /// <summary>Names that delete in the layers below (OCI image specification, "Whiteouts").</summary>
    private const string Whiteout = ".wh.";

    private const string OpaqueFolder = ".wh..wh..opq";

    public static ImmutableArray<ReportLayer> Of(PackagePlan plan, IReadOnlyList<string?> makers, CancellationToken cancel)
    {
        var packages = plan.Layers.ToDictionary(layer => layer.Digest, layer => layer.Spec.Name);
        return [.. plan.Image.Image.Layers.Select((layer, i) => Read(layer, cancel) with
        {
            CreatedBy = makers.ElementAtOrDefault(i),
            Package = packages.GetValueOrDefault(layer.Blob.Digest),
        })];
    }

    // An image runs with layers that a strict reader refuses, and a page about it is no reason to refuse it.
    private static ReportLayer Read(ImageLayer layer, CancellationToken cancel)
    {
        var listed = new ReportLayer(layer.Blob.Digest.ToString(), layer.Blob.Size);
        var files = ImmutableArray.CreateBuilder<ReportFile>();
        try
        {
            files.AddRange(LayerListing.Read(layer, cancel).Where(member => member.Kind != TarMemberKind.Directory).Select(ToFile));
            return listed with { Files = InOrder(files) };
        }
        catch (ImageException exception)
        {
            return listed with { Files = InOrder(files), Problem = exception.Detail };
        }
    }

    private static ImmutableArray<ReportFile> InOrder(IEnumerable<ReportFile> files) => [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static ReportFile ToFile(TarMember member)
    {
        var slash = member.Name.LastIndexOf('/') + 1;
        var (folder, name) = (member.Name[..slash], member.Name[slash..]);
        if (name == OpaqueFolder)
            return new ReportFile("/" + folder.TrimEnd('/'), 0, "hides all below");
        return name.StartsWith(Whiteout, StringComparison.Ordinal)
            ? new ReportFile($"/{folder}{name[Whiteout.Length..]}", 0, "deleted")
            : new ReportFile("/" + member.Name, member.Size, NoteOf(member));
    }

    private static string NoteOf(TarMember member) => member.Kind switch
    {
        TarMemberKind.SymbolicLink => "link to " + member.LinkTarget,
        TarMemberKind.HardLink => "same file as /" + member.LinkTarget.TrimStart('/'),
        TarMemberKind.Other => "device or pipe",
        _ => "",
    };
}
