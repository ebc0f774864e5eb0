using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>A difference that is meant, and why.</summary>
/// <param name="What">As <see cref="Difference.What"/> and <see cref="Difference.How"/> have it.</param>
internal sealed record KnownDifference(string What, string How, string Reason)
{
    private const string Follows = "Follows from the other differences.";
    private const string Magic = "libmagic's guess at a file's kind, which changes with the machine that builds. rpm reads colours to choose between 32- and 64-bit ELF files at one path; a package that wraps an image has neither.";
    private const string Machine = "Says on what machine the package was made. Ours says the same everywhere, so that the package is reproducible.";
    private const string Generators = "rpmbuild looks into files for what they need. The programs of an image bring what they need with them; what an added RpmFile needs is said with RpmRequires.";
    private const string Users = "rpm before 4.19 cannot answer it, and no host could install the package there. RpmTasks creates users of its own and relies on those of the distribution.";

    private static readonly string[] HaveFiles = [.. ComparedSpecs.All.Where(spec => !spec.Files.IsEmpty).Select(spec => spec.Name)];
    private static readonly string[] AreCompressed = [.. ComparedSpecs.All.Where(spec => spec.Compression != PayloadCompression.None).Select(spec => spec.Name)];
    private static readonly string[] Rich = [ComparedSpecs.Everything.Name];

    /// <summary>The versions of rpmbuild that it is from.</summary>
    public string[] Rpmbuilds { get; init; } = [.. RpmBuilder.All.Select(builder => builder.Version)];

    /// <summary>The packages that show it.</summary>
    public string[] Packages { get; init; } = [.. ComparedSpecs.All.Select(spec => spec.Name)];

    public static KnownDifference[] All { get; } =
    [
        new("signature SHA1", Difference.OtherValue, Follows),
        new("signature SHA256", Difference.OtherValue, Follows),
        new("signature SIZE", Difference.OtherValue, Follows),
        new("signature MD5", Difference.OnlyRpmbuild, "Takes a second pass over the payload and is ignored by rpm 6 and in FIPS mode; SHA1 and SHA256 of the header, which holds the payload's SHA-256, say more."),
        new("RPMVERSION", Difference.OtherValue, "No rpm made the package; the version named is that whose format it has.") { Rpmbuilds = ["4.20"] },
        new("OPTFLAGS", Difference.OnlyRpmbuild, "Nothing was compiled by it."),
        new("PLATFORM", Difference.OtherValue, Machine),
        new("FILECOLORS", Difference.OnlyRpmbuild, Magic) { Packages = HaveFiles },
        new("FILECLASS", Difference.OnlyRpmbuild, Magic) { Packages = HaveFiles },
        new("CLASSDICT", Difference.OnlyRpmbuild, Magic) { Packages = HaveFiles },
        new("FILEDEPENDSX", Difference.OnlyRpmbuild, Generators) { Packages = Rich },
        new("FILEDEPENDSN", Difference.OnlyRpmbuild, Generators) { Packages = Rich },
        new("DEPENDSDICT", Difference.OnlyRpmbuild, Generators) { Packages = Rich },
        new("Requires /bin/sh 0x4000", Difference.OnlyRpmbuild, Generators) { Packages = Rich },
        new("PAYLOADSHA256", Difference.OtherValue, "The same archive, compressed by another program: ours in frames, side by side.") { Packages = AreCompressed },
        new("PAYLOADSHA256ALT", Difference.OnlyRpmbuild, "No rpm unpacks a payload to check it, and it would take every byte of every layer at each build, where a kept layer is not unpacked at all. What is unpacked has the digests of the files.") { Packages = AreCompressed },
        new(Difference.Archive, Difference.OtherValue, "rpmbuild 4.20 writes the numbers into the archive that the build machine has for the owners' names. Ours are 0 as with 4.18; every rpm goes by the names.") { Rpmbuilds = ["4.20"], Packages = Rich },
        new("Requires user(daemon) 0x1200", Difference.OnlyRpmbuild, Users) { Rpmbuilds = ["4.20"], Packages = Rich },
        new("Requires group(daemon) 0x1200", Difference.OnlyRpmbuild, Users) { Rpmbuilds = ["4.20"], Packages = Rich },
        new("Requires group(sys) 0x1200", Difference.OnlyRpmbuild, Users) { Rpmbuilds = ["4.20"], Packages = Rich },
    ];

    public string Key => $"{What}: {How}";

    /// <summary>Its row in docs/rpmbuild.md.</summary>
    public string Row => $"| {What} | {How} | {string.Join(", ", Rpmbuilds)} | {Reason} |";

    public bool IsExpected(RpmBuilder builder, RpmSpec spec) => Rpmbuilds.Contains(builder.Version) && Packages.Contains(spec.Name);
}
