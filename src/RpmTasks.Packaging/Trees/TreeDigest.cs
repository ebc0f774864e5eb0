using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>The name of a tree by all that the host has of it: names, types, modes, times, contents and hard links.</summary>
internal static class TreeDigest
{
    public static Digest Of(IReadOnlyList<TreeEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var firsts = new Dictionary<TreeNode, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, node) in entries)
        {
            var what = !firsts.TryAdd(node, path) ? "=" + firsts[node]
                : node.LinkTarget is { } target ? ">" + target
                : node.Content is { } content ? content.Digest.Hex
                : "/";
            ImmutableArray<string> fields = [path, what, Number(node.Mode), Number(node.ModifiedAt)];
            // No field holds a NUL, so that no two lists of them look alike.
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\0', fields) + "\0\0"));
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
