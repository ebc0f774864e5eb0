using System.IO.Enumeration;
using System.Security.Cryptography;

using RpmTasks.Images.Flattening;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Flattening;

/// <summary>An image in a podman of its own, as it mounts it.</summary>
internal sealed class MountedImage : IDisposable
{
    private const int SetIdBits = 0xC00;

    private readonly Func<string[], ToolResult> _podman;
    private readonly string _id;

    private MountedImage(Func<string[], ToolResult> podman, string id) => (_podman, _id) = (podman, id);

    /// <summary>Names, types, modes, times, contents and targets, in ordinal order.</summary>
    public required string[] Lines { get; init; }

    /// <param name="image">As podman pull takes it; paths are from <paramref name="folder"/>.</param>
    public static MountedImage Of(string image, TemporaryFolder folder, string driver)
    {
        string[] store = ["--root", folder.File("store"), "--runroot", folder.File("run"), $"--storage-driver={driver}"];
        ToolResult Podman(params string[] arguments) => RealTool.RunIn(folder.Path, "podman", [.. store, .. arguments]);
        var pull = Podman("pull", "-q", image);
        Assert.That(pull.ExitCode, Is.Zero, pull.All);
        var id = pull.Output.Trim().Split('\n')[^1];
        var mount = Podman("image", "mount", id);
        Assert.That(mount.ExitCode, Is.Zero, mount.All);
        var root = mount.Output.Trim();
        return new MountedImage(Podman, id) { Lines = [.. Below(root).Select(file => Line(root, file)).Order(StringComparer.Ordinal)] };
    }

    public static string[] LinesOf(FlatTree tree) => [.. tree.Entries.Skip(1).Select(Line).Order(StringComparer.Ordinal)];

    public void Dispose() => _podman(["image", "unmount", "--force", _id]);

    // Links to folders are not entered: they lead anywhere on this machine.
    private static FileSystemEnumerable<FileSystemInfo> Below(string root) =>
        new(root, (ref FileSystemEntry entry) => entry.ToFileSystemInfo(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    // Folders that no layer has an entry for get the time of the unpacking, and no link's time is of interest.
    private static string Line(TreeEntry entry) => entry.Kind switch
    {
        TreeKind.Directory => $"{entry.Path} d {Convert.ToString(entry.Node.Mode, 8)}",
        TreeKind.SymbolicLink => $"{entry.Path} l {entry.Node.LinkTarget}",
        _ => $"{entry.Path} f {Convert.ToString(entry.Node.Mode, 8)} {entry.Node.ModifiedAt} {entry.Node.Content!.Digest.Hex}",
    };

    private static string Line(string root, FileSystemInfo file)
    {
        var path = Path.GetRelativePath(root, file.FullName);
        if (file.LinkTarget is { } target)
            return $"{path} l {target}";
        var mode = Convert.ToString((int)file.UnixFileMode & ~SetIdBits, 8);
        if (file is DirectoryInfo)
            return $"{path} d {mode}";
        using var content = File.OpenRead(file.FullName);
        var time = new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds();
        return $"{path} f {mode} {time} {Convert.ToHexStringLower(SHA256.HashData(content))}";
    }
}
