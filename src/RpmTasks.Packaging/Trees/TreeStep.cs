using System.Collections.Immutable;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>Makes the image's file system one that the host can have, or says all that keeps it from that.</summary>
/// <param name="spoolFolder">Where compressed layers are unpacked to; it must stay until the package is written.</param>
internal sealed class TreeStep(PackRequest request, TreeNeeds needs, string spoolFolder)
{
    private const int FolderMode = 0b111_101_101;

    /// <summary>As many paths as a message lists.</summary>
    private const int MostListed = 20;

    private const int DigitsInName = 12;

    /// <summary>Told of each layer when it is read.</summary>
    public Action<FlattenedLayer> Read { get; init; } = _ => { };

    /// <exception cref="ImageException">A layer is damaged, or leads outside of the tree.</exception>
    /// <exception cref="PackException">It cannot run there.</exception>
    public TreePlan Run(ContainerImage image, CancellationToken cancel)
    {
        var tree = TreeFlattener.Flatten(image.Layers, spoolFolder, Read, cancel);
        var command = new StartCommandReader(image.Config, tree, needs).Read(out var fault);
        Problem?[] problems = [fault, FindLostOwners(tree), FindNoBase(image)];
        if (problems.OfType<Problem>().ToImmutableArray() is { IsEmpty: false } found)
            throw new PackException(found);
        var mounted = MountedTree.Of(tree, needs.Mounts);
        var plan = request.Image.Layers == ImageLayers.Shared ? Shared(mounted, image, command!) : OfOne(mounted.Entries, command!);
        return plan with { Notes = TreeNotes.Of(tree) };
    }

    private TreePlan OfOne(ImmutableArray<TreeEntry> entries, StartCommand command)
    {
        var root = RootOf(entries);
        return new TreePlan { Root = root, Files = [ProgramFolder(), .. TreeFiles.Of(entries, root)], Command = command };
    }

    private TreePlan Shared(FlatTree tree, ContainerImage image, StartCommand command)
    {
        var folder = image.AppFolder!;
        ImmutableArray<TreeEntry> app = [.. tree.Entries.Where(entry => IsIn(entry, folder)).Select(entry => entry with { Path = entry.Path[folder.Length..].TrimStart('/') })];
        // Made anew, since its times are the app's: the base must be the same under every app.
        var empty = new TreeEntry(folder, MountedTree.EmptyFolder());
        TreeEntry[] rest = [.. tree.Entries.Where(entry => !IsIn(entry, folder)).Append(empty).OrderBy(entry => entry.Path, StringComparer.Ordinal)];
        var plan = OfOne(app, command);
        var package = RootPackage.Of(rest, RpmArchitecture.Of(image.Config.Platform) ?? "");
        return plan with { Root = new RootName(package.Digest).Path, App = new TreeBind(plan.Root, "/" + folder), Base = package };
    }

    private static bool IsIn(TreeEntry entry, string folder) => entry.Path == folder || entry.Path.StartsWith(folder + "/", StringComparison.Ordinal);

    private string RootOf(ImmutableArray<TreeEntry> entries) =>
        $"{new HostPaths(request.Identity.Name, request.Identity.Name).ProgramFolder}/root-{TreeDigest.Of(entries).Hex[..DigitsInName]}";

    private RpmFile ProgramFolder() =>
        new(new HostPaths(request.Identity.Name, request.Identity.Name).ProgramFolder, FileKind.Directory) { Mode = FolderMode, ModifiedAt = request.Time };

    private Problem? FindLostOwners(FlatTree tree)
    {
        var lost = TreeOwners.FindLost(tree, needs);
        if (lost.IsEmpty)
            return null;
        var more = lost.Length > MostListed ? FormattableString.Invariant($" and {lost.Length - MostListed} more") : "";
        return Problem.Of(Rules.OwnersLost, string.Join(", ", lost.Take(MostListed)) + more, lost[0]);
    }

    private Problem? FindNoBase(ContainerImage image) => (request.Image.Layers, image.AppFolder) switch
    {
        (ImageLayers.Bundled, _) or (_, { Length: > 0 }) => null,
        (_, null) => Problem.Of(Rules.NoBaseToShare, request.Image.Property, request.Image.Text, "it is an image of its own"),
        _ => Problem.Of(Rules.NoBaseToShare, "ContainerWorkingDirectory", "/", "the app lies among the files of its base"),
    };
}
