using System.Xml.Linq;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Versions;

namespace RpmTasks.Packaging.Repositories;

/// <summary>The dependencies of a package as createrepo_c lists them: which it leaves out, and how it splits their versions (parsehdr.c).</summary>
internal static class DependencyElements
{
    private const string LibC = "libc.so.6";

    /// <summary>RPMSENSE_PREREQ, SCRIPT_PRE and SCRIPT_POST: what must be there before the package is.</summary>
    private const Sense Before = Sense.PreRequisite | Sense.ScriptPre | Sense.ScriptPost;

    /// <summary>In createrepo_c's order, which readers do not depend on.</summary>
    private static readonly DependencyKind[] Kinds =
    [
        DependencyKind.Provides, DependencyKind.Requires, DependencyKind.Conflicts, DependencyKind.Obsoletes,
        DependencyKind.Suggests, DependencyKind.Enhances, DependencyKind.Recommends, DependencyKind.Supplements,
    ];

    public static IEnumerable<XElement> Of(RpmPackage package, IReadOnlyList<FileEntry> files)
    {
        foreach (var kind in Kinds)
        {
            var all = package.ReadDependencies(kind).Where(dependency => dependency.Name.Length > 0);
            var listed = kind == DependencyKind.Requires ? Required(all, package, files) : all;
            XElement[] entries = [.. listed.Select(Entry)];
            if (entries.Length > 0)
                yield return new XElement(RepositoryXml.Rpm + kind.ToString().ToLowerInvariant(), entries);
        }
    }

    /// <summary>Not what rpm itself brings, not what the package has or provides in the same words, nothing twice.</summary>
    private static List<RpmDependency> Required(IEnumerable<RpmDependency> all, RpmPackage package, IReadOnlyList<FileEntry> files)
    {
        var own = files.Select(file => file.Path).Where(FileElements.IsPrimary).ToHashSet(StringComparer.Ordinal);
        var provided = package.ReadDependencies(DependencyKind.Provides).Select(Capability).ToHashSet();
        var last = new Dictionary<string, (string?, string, bool)>(StringComparer.Ordinal);
        var listed = new List<RpmDependency>();
        RpmDependency? libC = null;
        foreach (var dependency in all)
        {
            var (name, facts) = (dependency.Name, (Comparison(dependency), dependency.Version, IsBefore(dependency)));
            if (name.StartsWith("rpmlib(", StringComparison.Ordinal) || own.Contains(name) || provided.Contains(Capability(dependency)))
                continue;
            if (last.TryGetValue(name, out var seen) && seen == facts)
                continue;
            if (name.StartsWith(LibC, StringComparison.Ordinal))
            {
                // Whoever has the newest symbols has the older ones.
                libC = libC is null || LibCSymbols.IsOlder(libC.Name, name) ? dependency : libC;
                continue;
            }

            last[name] = facts;
            listed.Add(dependency);
        }

        return libC is null ? listed : [.. listed, libC];
    }

    private static (string, string?, string) Capability(RpmDependency dependency) => (dependency.Name, Comparison(dependency), dependency.Version);

    private static XElement Entry(RpmDependency dependency)
    {
        var entry = new XElement(RepositoryXml.Rpm + "entry", new XAttribute("name", RepositoryXml.Text(dependency.Name)));
        if (Comparison(dependency) is { } comparison)
        {
            entry.Add(new XAttribute("flags", comparison));
            entry.Add(Version(dependency.Version));
        }

        if (IsBefore(dependency))
            entry.Add(new XAttribute("pre", "1"));
        return entry;
    }

    private static IEnumerable<XAttribute> Version(string text)
    {
        if (text.Length == 0)
            yield break;
        var version = Evr.Parse(RepositoryXml.Text(text));
        yield return new XAttribute("epoch", version.Epoch);
        yield return new XAttribute("ver", version.Version);
        if (version.Release.Length > 0)
            yield return new XAttribute("rel", version.Release);
    }

    private static bool IsBefore(RpmDependency dependency) => dependency.Kind == DependencyKind.Requires && (dependency.Flags & Before) != 0;

    private static string? Comparison(RpmDependency dependency) => (dependency.Flags & (Sense.Less | Sense.Equal | Sense.Greater)) switch
    {
        Sense.Less => "LT",
        Sense.Greater => "GT",
        Sense.Equal => "EQ",
        Sense.Less | Sense.Equal => "LE",
        Sense.Greater | Sense.Equal => "GE",
        _ => null,
    };
}
