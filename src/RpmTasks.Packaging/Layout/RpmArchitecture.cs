using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Layout;

/// <summary>rpm's names for the processors that images are for.</summary>
internal static class RpmArchitecture
{
    /// <summary>Null for a processor that no RPM distribution has.</summary>
    public static string? Of(ImagePlatform platform) => (platform.Architecture, platform.Variant) switch
    {
        ("amd64", _) => "x86_64",
        ("arm64", _) => "aarch64",
        ("arm", "v6") => "armv6hl",
        ("arm", _) => "armv7hl",
        ("386", _) => "i686",
        ("s390x", _) => "s390x",
        ("ppc64le", _) => "ppc64le",
        ("riscv64", _) => "riscv64",
        ("loong64", _) => "loongarch64",
        _ => null,
    };
}
