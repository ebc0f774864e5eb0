using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Writing;

internal static class RpmFileName
{
    /// <summary>NAME-VERSION-RELEASE.ARCH.rpm; the epoch is not part of it.</summary>
    public static string Of(RpmSpec spec) => $"{NameVersionRelease(spec)}.{spec.Architecture}.rpm";

    /// <summary>Of the source package that every binary package must name, even when none was made.</summary>
    public static string OfSource(RpmSpec spec) => $"{NameVersionRelease(spec)}.src.rpm";

    private static string NameVersionRelease(RpmSpec spec) => $"{spec.Name}-{spec.Version}-{spec.Release}";
}
