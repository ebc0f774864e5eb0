using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Images.Flattening;

namespace RpmTasks.Packaging.Trees;

/// <summary>What the host does not get of an image, for who wants to know.</summary>
internal static class TreeNotes
{
    private const int MostListed = 10;

    public static ImmutableArray<string> Of(FlatTree tree) =>
    [
        .. tree.Losses.GroupBy(loss => loss.Kind).OrderBy(losses => losses.Key).Select(losses => Line(Text(losses.Key), [.. losses.Select(loss => loss.Path)])),
        .. Groups(tree),
    ];

    private static IEnumerable<string> Groups(FlatTree tree)
    {
        string[] paths = [.. tree.Entries.Where(entry => entry.Node is { UserId: 0, GroupId: not 0 }).Select(entry => entry.Path)];
        if (paths.Length > 0)
            yield return Line("The group of these files is root's on the host", paths);
    }

    private static string Text(TreeLossKind kind) => kind switch
    {
        TreeLossKind.SetId => "Set-user-ID and set-group-ID bits are left out, which mean nothing in the unit (NoNewPrivileges)",
        TreeLossKind.Capabilities => "File capabilities are left out, which mean nothing in the unit (NoNewPrivileges)",
        _ => "Devices and named pipes are left out; the unit has its own /dev",
    };

    private static string Line(string text, string[] paths) => string.Create(
        CultureInfo.InvariantCulture,
        $"{text}: {string.Join(", ", paths.Take(MostListed).Select(path => "/" + path))}{(paths.Length > MostListed ? $" and {paths.Length - MostListed} more" : "")}");
}
