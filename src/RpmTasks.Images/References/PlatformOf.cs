using RpmTasks.Images.Model;

namespace RpmTasks.Images.References;

/// <summary>The platform an image must have to run what was published for a .NET runtime identifier.</summary>
internal static class PlatformOf
{
    private const string Linux = "linux";

    /// <summary>null when the identifier is not one of Linux, or of a processor that images do not know.</summary>
    public static ImagePlatform? RuntimeIdentifier(string rid)
    {
        // Images know no C library. linux-bionic is Android, which no image is for.
        return rid.Split('-') switch
        {
            [Linux, var architecture] => ForArchitecture(architecture),
            [Linux, "musl", var architecture] => ForArchitecture(architecture),
            _ => null,
        };
    }

    private static ImagePlatform? ForArchitecture(string architecture) => architecture switch
    {
        "x64" => new(Linux, "amd64"),
        "x86" => new(Linux, "386"),
        "arm64" => new(Linux, "arm64"),
        // .NET needs ARMv7 with VFPv3; for ARMv6 it has an identifier of its own.
        "arm" => new(Linux, "arm", "v7"),
        "armv6" => new(Linux, "arm", "v6"),
        "s390x" => new(Linux, "s390x"),
        "ppc64le" => new(Linux, "ppc64le"),
        "riscv64" => new(Linux, "riscv64"),
        "loongarch64" => new(Linux, "loong64"),
        _ => null,
    };
}
