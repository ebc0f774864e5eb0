using System.Text;

namespace RpmTasks.Testing.Hosts;

/// <summary>Builds empty RPMs whose only content is what they provide, so that dependencies on a host of Debian resolve.</summary>
internal static class StubPackages
{
    /// <returns>The RPM files, one for each stub.</returns>
    public static IReadOnlyList<string> Build(string folder, IReadOnlyList<(StubPackage Stub, string Version)> stubs)
    {
        var spec = Path.Combine(folder, "stubs.spec");
        File.WriteAllText(spec, Spec(stubs));
        Command.Do("rpmbuild", "-bb", "--quiet", "--define", $"_topdir {folder}", spec);
        return [.. Directory.EnumerateFiles(Path.Combine(folder, "RPMS"), "*.rpm", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static string Spec(IReadOnlyList<(StubPackage Stub, string Version)> stubs)
    {
        var spec = new StringBuilder("""
            Name: stubs
            Version: 1
            Release: 1
            Summary: Stands for what dpkg installed
            License: MIT
            BuildArch: noarch
            %description
            The main package has no file list, so rpmbuild does not make it.

            """);
        foreach (var (stub, version) in stubs)
        {
            spec.Append($"%package -n {stub.Name}\nVersion: {version}\nSummary: Stands for Debian's {stub.DebianPackage}\n");
            foreach (var capability in stub.Provides)
                spec.Append($"Provides: {capability}\n");
            spec.Append($"%description -n {stub.Name}\nEmpty.\n%files -n {stub.Name}\n");
        }
        return spec.ToString();
    }
}
