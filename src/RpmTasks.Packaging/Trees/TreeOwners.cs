using System.Collections.Immutable;
using System.Globalization;
using System.Text;

using RpmTasks.Images.Flattening;

namespace RpmTasks.Packaging.Trees;

/// <summary>
/// Whose the files of a tree are. On the host all are root's, since an RPM names owners by names that the host knows, and nothing of the tree can
/// be written; so a file that the image gave to a user is not what that user expects. Groups are of no use there and do not matter.
/// </summary>
internal static class TreeOwners
{
    /// <summary>For apt's downloads alone, in every Debian: no service runs as it.</summary>
    private const string AptUser = "_apt";

    private const int MostOfPasswd = 1 << 20;

    /// <returns>Paths that no mount of the unit covers, and whose owner would be lost.</returns>
    public static ImmutableArray<string> FindLost(FlatTree tree, TreeNeeds needs)
    {
        var apt = UserId(tree, AptUser);
        return
        [
            .. tree.Entries
                .Where(entry => entry.Node.UserId != 0 && entry.Node.UserId != apt)
                .Select(entry => "/" + entry.Path)
                .Where(path => !needs.Covers(path)),
        ];
    }

    private static uint? UserId(FlatTree tree, string name)
    {
        if (new TreeIndex(tree).Resolve("etc/passwd") is not { Node.Content: { Size: <= MostOfPasswd } content })
            return null;
        using var lines = new StreamReader(content.Open(), Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            // passwd(5): NAME:PASSWORD:UID:…
            if (line.Split(':') is [var user, _, var id, ..] && user == name && uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }

        return null;
    }
}
