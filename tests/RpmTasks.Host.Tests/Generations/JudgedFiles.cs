using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>Every kind of file that a package of ours can hold.</summary>
internal static class JudgedFiles
{
    private const int Readable = 0b110_100_100;
    private const int Searchable = 0b111_101_101;
    private const int GroupReadable = 0b110_100_000;
    private const int GroupSearchable = 0b111_101_000;
    private const int SetUid = 0b100_111_101_101;
    private const int Sticky = 0b001_111_111_111;
    private const int LargeLength = 3_000_000;

    public static IEnumerable<RpmFile> Of(string name, string version)
    {
        var share = $"/usr/share/{name}";
        return
        [
            Folder(share),
            Text($"{share}/text", $"The text of {version}\n"),
            Text($"{share}/only in {version}", "gone with it\n"),
            Text($"{share}/empty", ""),
            Text($"{share}/later", "later than the package\n") with { ModifiedAt = JudgedPackages.BuildTime + 1000 },
            Text($"{share}/setuid", "#!/bin/sh\n") with { Mode = SetUid },
            Text($"{share}/owned", "x\n") with { Owner = "daemon", Group = "sys", Mode = GroupReadable },
            Folder($"{share}/sticky") with { Mode = Sticky },
            Folder($"{share}/größe"),
            Text($"{share}/größe/日本 語", "UTF-8\n"),
            Text($"{share}/\U0001F600", "beyond the BMP\n"),
            Text($"{share}/\uFF21", "below it in bytes\n"),
            Link($"{share}/link", "größe/日本 語"),
            Link($"{share}/nowhere", "../no/where"),
            Noise($"{share}/large"),
            Text($"/etc/{name}.conf", $"version={version}\n") with { Flags = FileFlags.Config | FileFlags.NoReplace, Mode = GroupReadable },
            Text($"/etc/{name}.plain", $"version={version}\n") with { Flags = FileFlags.Config },
            Folder($"/usr/share/doc/{name}"),
            Text($"/usr/share/doc/{name}/README", "Read me.\n") with { Flags = FileFlags.Doc },
            Folder($"/usr/share/licenses/{name}"),
            Text($"/usr/share/licenses/{name}/LICENSE", "Do as you like.\n") with { Flags = FileFlags.License },
            Folder($"/var/lib/{name}") with { Owner = "daemon", Group = "daemon", Mode = GroupSearchable },
            new($"/var/lib/{name}/state", FileKind.Regular) { Mode = Readable, ModifiedAt = 0, Flags = FileFlags.Ghost },
        ];
    }

    public static RpmFile Folder(string path) => new(path, FileKind.Directory) { Mode = Searchable, ModifiedAt = 1_600_000_001 };

    public static RpmFile Text(string path, string text) => Bytes(path, Encoding.UTF8.GetBytes(text));

    private static RpmFile Link(string path, string target) => new(path, FileKind.SymbolicLink) { Mode = 0b111_111_111, ModifiedAt = 1_600_000_002, LinkTarget = target };

    /// <summary>The same bytes every time, hard to compress in their first half.</summary>
    private static RpmFile Noise(string path)
    {
        var bytes = new byte[LargeLength];
        new Random(1).NextBytes(bytes.AsSpan(0, LargeLength / 2));
        return Bytes(path, bytes);
    }

    private static RpmFile Bytes(string path, byte[] bytes) => new(path, FileKind.Regular) { Mode = Readable, ModifiedAt = 1_600_000_000, Content = Content.FromBytes(bytes) };
}
