namespace RpmTasks.Rpm.Headers;

/// <summary>What rpm derives from an architecture's name (rpmrc.in, installplatform).</summary>
/// <param name="Isa">The name in a package's own NAME(ISA) capability; null for noarch.</param>
/// <param name="LeadNumber">arch_canon.</param>
internal sealed record Architecture(string Name, string? Isa, ushort LeadNumber)
{
    public static Architecture NoArch { get; } = new("noarch", null, 255);

    private static readonly Architecture[] Table =
    [
        NoArch,
        new("x86_64", "x86-64", 1),
        new("i386", "x86-32", 1),
        new("i486", "x86-32", 1),
        new("i586", "x86-32", 1),
        new("i686", "x86-32", 1),
        new("armv6hl", "armv6hl-32", 12),
        new("armv7hl", "armv7hl-32", 12),
        new("s390x", "s390-64", 15),
        new("ppc64le", "ppc-64", 16),
        new("aarch64", "aarch-64", 19),
        new("riscv64", "riscv-64", 22),
        new("loongarch64", "loongarch-64", 23),
    ];

    public static IReadOnlyList<Architecture> Known => Table;

    public static Architecture? Find(string name) => Array.Find(Table, known => known.Name == name);
}
