using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Provenance;

/// <summary>What rpm and dnf can ask for on a host with a thousand packages: which image, on which base, made by which RpmTasks.</summary>
internal static class OriginCapabilities
{
    public static IEnumerable<RpmDependency> Of(Digest image, BaseImage? baseImage)
    {
        yield return Provides($"container-image({image})");
        if (baseImage is not null)
            yield return Provides($"container-base({baseImage.Digest})");
        yield return new RpmDependency(DependencyKind.Provides, "built-with(rpmtasks)", Sense.Equal, PackageVersion.FromSemVer(ToolVersion.Text));
    }

    private static RpmDependency Provides(string name) => new(DependencyKind.Provides, name);
}
