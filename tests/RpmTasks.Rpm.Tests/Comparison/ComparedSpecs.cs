using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>What rpmbuild and we are given to pack.</summary>
internal static class ComparedSpecs
{
    /// <summary>All that a package of ours can hold.</summary>
    public static RpmSpec Everything { get; } = Specs.Rich with
    {
        Name = "compared",
        Description = "Takes orders and keeps them.\n\nÜber alles: täglich, %{name} or $(name), 100%.\n",
        Files =
        [
            .. Specs.Rich.Files,
            Specs.Text("/usr/share/orders/owned", "x\n") with { Owner = "daemon", Group = "sys", Mode = 0b110_100_000 },
            Specs.Directory("/var/lib/compared", 0b111_101_000) with { Owner = "daemon", Group = "daemon" },
            Specs.Text("/etc/compared.conf", "a=1\n") with { Flags = FileFlags.Config | FileFlags.MissingOk },
            Specs.Link("/etc/compared.link", "/usr/share/orders/large"),
        ],
        Dependencies =
        [
            .. Specs.Rich.Dependencies,
            new(DependencyKind.Requires, "systemd", Sense.ScriptPost | Sense.ScriptPreUn | Sense.ScriptPostUn),
            new(DependencyKind.Requires, "pinned", Sense.Equal, "2:1.0~rc1-3"),
            new(DependencyKind.Requires, "/usr/bin/env"),
            new(DependencyKind.Requires, "((a or b) if (c with c < 2))"),
        ],
    };

    /// <summary>The least that is a package; for every architecture.</summary>
    public static RpmSpec Plain { get; } = Specs.Minimal with
    {
        Name = "compared-plain",
        Files = [Specs.Directory("/usr/share/compared", 0b111_101_101), Specs.Text("/usr/share/compared/a", "a\n"), Specs.Bytes("/usr/share/compared/zeros", new byte[100_000])],
    };

    public static RpmSpec Gzip { get; } = Plain with { Name = "compared-gzip", Compression = PayloadCompression.Gzip(9) };

    public static RpmSpec Uncompressed { get; } = Plain with { Name = "compared-stored", Compression = PayloadCompression.None };

    public static RpmSpec NoFiles { get; } = Specs.Minimal with { Name = "compared-empty" };

    public static RpmSpec[] All { get; } = [Everything, Plain, Gzip, Uncompressed, NoFiles];
}
