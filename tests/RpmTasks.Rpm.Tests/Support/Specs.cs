using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Tests.Support;

/// <summary>Specs that tests start from.</summary>
internal static class Specs
{
    public const long BuildTime = 1_700_000_000;

    public static RpmSpec Minimal { get; } = new()
    {
        Name = "orders",
        Version = "1.2.0",
        Release = "1",
        Architecture = "noarch",
        Summary = "Takes orders",
        Description = "Takes orders and keeps them.",
        License = "MIT",
        BuildTime = BuildTime,
    };

    /// <summary>Something of everything a package can hold.</summary>
    public static RpmSpec Rich { get; } = Minimal with
    {
        Epoch = 2,
        Version = "1.2.0~rc.1",
        Release = "3^git5",
        Architecture = "x86_64",
        Description = "Takes orders and keeps them.\n\nÜber alles: täglich.\n",
        Url = "https://example.org/orders",
        Vendor = "Example",
        Packager = "Jane Doe <jane@example.org>",
        Group = "Applications/Internet",
        BuildHost = "build.example.org",
        Files =
        [
            Directory("/usr/share/orders", 0b111_101_101),
            Text("/usr/share/orders/empty", ""),
            Text("/usr/share/orders/a file with blanks", "blanks\n"),
            Text("/usr/share/orders/größe", "Größe\n"),
            Text("/usr/share/orders/\U0001F600", "beyond the BMP\n"),
            Text("/usr/share/orders/\uFF21", "below it in bytes\n"),
            Text("/usr/share/orders/newest", "later than the package\n") with { ModifiedAt = BuildTime + 1 },
            Link("/usr/share/orders/link", "a file with blanks"),
            Link("/usr/share/orders/ölink", "größe"),
            Text("/usr/libexec/orders", "#!/bin/sh\n") with { Mode = 0b100_111_101_101 },
            Text("/etc/orders.conf", "port=80\n") with { Flags = FileFlags.Config | FileFlags.NoReplace, Mode = 0b110_100_000 },
            Text("/etc/orders.d/plain.conf", "") with { Flags = FileFlags.Config },
            Text("/usr/share/doc/orders/README", "Read me.\n") with { Flags = FileFlags.Doc },
            Text("/usr/share/licenses/orders/LICENSE", "Do as you like.\n") with { Flags = FileFlags.License },
            new("/var/lib/orders.db", FileKind.Regular) { Mode = 0b110_000_000, ModifiedAt = 7, Flags = FileFlags.Ghost },
            Bytes("/usr/share/orders/large", Noise(3_000_000)),
        ],
        Dependencies =
        [
            new(DependencyKind.Requires, "nginx", Sense.Greater | Sense.Equal, "1.20"),
            new(DependencyKind.Requires, "(a >= 1 or b)"),
            new(DependencyKind.Recommends, "r"),
            new(DependencyKind.Suggests, "s"),
            new(DependencyKind.Supplements, "(nginx and x)"),
            new(DependencyKind.Enhances, "e"),
            new(DependencyKind.Provides, "is24-orders", Sense.Equal, "1"),
            new(DependencyKind.Conflicts, "old-orders", Sense.Less, "2:1"),
            new(DependencyKind.Obsoletes, "older-orders", Sense.Less | Sense.Equal, "1-2"),
        ],
        Scriptlets =
        [
            new(ScriptletKind.PreTransaction, "print('lua')", "<lua>"),
            new(ScriptletKind.PreInstall, "exit 0\n"),
            new(ScriptletKind.PostInstall, "echo 'installed' >&2\nexit 0\n\n"),
            new(ScriptletKind.PreUninstall, "exit 0"),
            new(ScriptletKind.PostUninstall, "", "/sbin/ldconfig"),
            new(ScriptletKind.PostTransaction, "exit 0", "/bin/sh -e"),
        ],
        Changelog =
        [
            new(new DateOnly(2024, 2, 29), "Jane Doe <jane@example.org> - 1.2.0-3", "- Second\n- Third"),
            new(new DateOnly(2023, 1, 1), "Jane Doe <jane@example.org> - 1.0.0-1", "- First"),
        ],
    };

    public static RpmFile Text(string path, string text) => Bytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    public static RpmFile Bytes(string path, byte[] bytes) => new(path, FileKind.Regular)
    {
        Mode = 0b110_100_100,
        ModifiedAt = 1_600_000_000,
        Content = Content.FromBytes(bytes),
    };

    public static RpmFile Directory(string path, int mode) => new(path, FileKind.Directory) { Mode = mode, ModifiedAt = 1_600_000_001 };

    public static RpmFile Link(string path, string target) =>
        new(path, FileKind.SymbolicLink) { Mode = 0b111_111_111, ModifiedAt = 1_600_000_002, LinkTarget = target };

    /// <summary>The same bytes every time; half of them hard to compress.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes.AsSpan(0, length / 2));
        return bytes;
    }
}
