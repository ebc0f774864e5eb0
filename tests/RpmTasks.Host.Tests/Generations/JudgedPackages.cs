using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>What the generations judge: together they hold all that a package of ours can hold.</summary>
internal static class JudgedPackages
{
    public const long BuildTime = 1_700_000_000;

    /// <summary>Where scriptlets note that they ran, and with which argument.</summary>
    public const string ScriptletLog = "/exchange/scriptlets.log";

    private const int ManyFiles = 4000;

    /// <summary>Required by <see cref="Full"/>.</summary>
    public static RpmSpec Helper { get; } = Named("judged-helper", "1") with { Description = "No files at all." };

    /// <summary>Several thousand files in some hundred folders.</summary>
    public static RpmSpec Many { get; } = Named("judged-many", "1") with
    {
        Files =
        [
            JudgedFiles.Folder("/usr/share/judged-many"),
            .. Enumerable.Range(0, ManyFiles / 20).Select(i => JudgedFiles.Folder($"/usr/share/judged-many/{i:x2}")),
            .. Enumerable.Range(0, ManyFiles).Select(i => JudgedFiles.Text($"/usr/share/judged-many/{i / 20:x2}/file {i}", $"{i}\n")),
        ],
    };

    /// <summary>Each payload, each as a pre-release.</summary>
    public static RpmSpec[] Full { get; } =
    [
        PreRelease("judged-zstd", PayloadCompression.Zstd()),
        PreRelease("judged-gzip", PayloadCompression.Gzip()),
        PreRelease("judged-none", PayloadCompression.None),
    ];

    public static RpmSpec[] All { get; } = [Helper, Many, .. Full];

    /// <summary>The release that follows a pre-release: one file more, one less, others changed.</summary>
    public static RpmSpec Next(RpmSpec preRelease) => preRelease with { Version = "1.0.0", Files = [.. JudgedFiles.Of(preRelease.Name, "1.0.0")] };

    private static RpmSpec PreRelease(string name, PayloadCompression compression) => Named(name, "1.0.0~rc.1") with
    {
        Epoch = 1,
        Compression = compression,
        Url = "https://example.org/judged",
        Vendor = "Example",
        Packager = "Jane Doe <jane@example.org>",
        Description = "Judged by every rpm.\n\nÜber alles: %{name}, $(name) and 100%.",
        Files = [.. JudgedFiles.Of(name, "1.0.0~rc.1")],
        Dependencies =
        [
            new(DependencyKind.Requires, "judged-helper", Sense.Greater | Sense.Equal, "1"),
            new(DependencyKind.Requires, "(dash or judged-bash >= 5)"),
            new(DependencyKind.Recommends, "judged-missing"),
            new(DependencyKind.Suggests, "judged-suggested", Sense.Less, "2~beta"),
            new(DependencyKind.Supplements, "(judged-x and judged-y)"),
            new(DependencyKind.Enhances, "judged-enhanced"),
            new(DependencyKind.Provides, $"{name}-service", Sense.Equal, "1"),
            new(DependencyKind.Conflicts, "judged-old", Sense.Less, "2:1"),
            new(DependencyKind.Obsoletes, "judged-older", Sense.Less | Sense.Equal, "1-2"),
        ],
        Scriptlets =
        [
            new(ScriptletKind.PreTransaction, $"local log = io.open('{ScriptletLog}', 'a'); log:write('pretrans\\n'); log:close()", "<lua>"),
            Logging(ScriptletKind.PreInstall, "pre"),
            Logging(ScriptletKind.PostInstall, "post"),
            Logging(ScriptletKind.PreUninstall, "preun"),
            Logging(ScriptletKind.PostUninstall, "postun"),
            new(ScriptletKind.PostTransaction, $"echo posttrans >>{ScriptletLog}", "/bin/sh -e"),
        ],
        Changelog =
        [
            new(new DateOnly(2023, 11, 14), "Jane Doe <jane@example.org> - 1:1.0.0~rc.1-1", "- Über all\n- 100% more"),
            new(new DateOnly(2023, 1, 1), "Jane Doe <jane@example.org> - 1:0.9-1", "- First"),
        ],
    };

    private static Scriptlet Logging(ScriptletKind kind, string name) => new(kind, $"echo {name} $1 >>{ScriptletLog}\nexit 0\n");

    private static RpmSpec Named(string name, string version) => new()
    {
        Name = name,
        Version = version,
        Release = "1",
        Architecture = "x86_64",
        Summary = "Judged by every rpm",
        Description = "Judged by every rpm.",
        License = "MIT",
        BuildTime = BuildTime,
    };
}
