using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Flattening;
using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Tests.Trees;

/// <summary>Trees and configs for tests.</summary>
internal static class SmallTree
{
    public static TreeNode Folder(int mode = 0b111_101_101, uint owner = 0) => new(TreeKind.Directory) { Mode = mode, UserId = owner, ModifiedAt = 1000 };

    public static TreeNode File(string text, int mode = 0b111_101_101, uint owner = 0) => File(Encoding.Latin1.GetBytes(text), mode, owner);

    public static TreeNode File(byte[] bytes, int mode = 0b111_101_101, uint owner = 0) =>
        new(TreeKind.File) { Mode = mode, UserId = owner, ModifiedAt = 1000, Content = Blob.FromBytes(bytes) };

    public static TreeNode Link(string target) => new(TreeKind.SymbolicLink) { Mode = 0b111_111_111, LinkTarget = target };

    /// <summary>With the folders that are not named.</summary>
    public static FlatTree Of(params (string Path, TreeNode Node)[] files)
    {
        var entries = new SortedDictionary<string, TreeEntry>(StringComparer.Ordinal) { [""] = new TreeEntry("", Folder()) };
        foreach (var (path, node) in files)
        {
            foreach (var folder in ArchivePath.FoldersOn(path))
                entries.TryAdd(folder, new TreeEntry(folder, Folder()));
            entries[path] = new TreeEntry(path, node);
        }

        return new FlatTree([.. entries.Values], []);
    }

    public static ImageConfig Config(string[] entrypoint, string[]? command = null, string[]? environment = null, string workingDirectory = "")
    {
        var json = new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject
            {
                ["Entrypoint"] = Strings(entrypoint),
                ["Cmd"] = Strings(command ?? []),
                ["Env"] = Strings(environment ?? []),
                ["WorkingDir"] = workingDirectory,
            },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray() },
        };
        return ImageConfigReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), "the test's config");
    }

    /// <summary>The headers of a program for x86_64, of 64 bits.</summary>
    public static byte[] Elf(string? loader = null, ushort machine = 62)
    {
        var bytes = new byte[256];
        "\u007fELF"u8.CopyTo(bytes);
        (bytes[4], bytes[5], bytes[6]) = (2, 1, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), machine);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(56), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(64), loader is null ? 1u : 3u);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(64 + 8), 128);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(64 + 32), (loader?.Length ?? 0) + 1);
        Encoding.ASCII.GetBytes(loader ?? "", bytes.AsSpan(128));
        return bytes;
    }

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
