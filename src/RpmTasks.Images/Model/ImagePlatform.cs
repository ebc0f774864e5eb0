namespace RpmTasks.Images.Model;

/// <summary>The operating system and processor an image is for, in the words of the OCI image specification.</summary>
/// <param name="Architecture">amd64, arm64, arm, 386, s390x, ppc64le, riscv64, loong64.</param>
/// <param name="Variant">v7 for arm, else null.</param>
internal sealed record ImagePlatform(string Os, string Architecture, string? Variant = null)
{
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";
}
