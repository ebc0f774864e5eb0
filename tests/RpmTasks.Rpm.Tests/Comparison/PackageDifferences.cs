using System.Globalization;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>
/// Compares all that stands before the payload: every entry of both headers by type, count and values. A list of dependencies is
/// three parallel arrays, of which one more element shifts all; so those are compared by dependency.
/// </summary>
internal static class PackageDifferences
{
    /// <summary>An entry of one of these differs whenever anything else does.</summary>
    private static readonly HashSet<int> Regions = [Tags.HeaderImmutable.Number, SignatureTags.HeaderSignatures.Number];

    private static readonly HashSet<int> OfDependencies =
    [
        .. Enum.GetValues<DependencyKind>().Select(DependencyTags.Of).SelectMany(tags => new Tag[] { tags.Name, tags.Flags, tags.Version }).Select(tag => tag.Number),
    ];

    public static IReadOnlyList<Difference> Between(RpmPackage ours, RpmPackage theirs) =>
    [
        .. ours.Lead == theirs.Lead ? [] : new[] { new Difference("lead", Difference.OtherValue, $"{ours.Lead} / {theirs.Lead}") },
        .. InHeaders("signature ", HeaderKind.Signature, ours.Signature, theirs.Signature),
        .. InHeaders("", HeaderKind.Main, ours.Main, theirs.Main),
        .. Enum.GetValues<DependencyKind>().SelectMany(kind => InDependencies(kind, ours, theirs)),
    ];

    private static IEnumerable<Difference> InHeaders(string prefix, HeaderKind kind, Header ours, Header theirs)
    {
        var (left, right) = (Compared(kind, ours), Compared(kind, theirs));
        foreach (var tag in left.Keys.Union(right.Keys).Order())
        {
            var what = prefix + (kind.FindTag(tag)?.Name ?? tag.ToString(CultureInfo.InvariantCulture));
            if (!left.TryGetValue(tag, out var our))
                yield return new Difference(what, Difference.OnlyRpmbuild, Show(HeaderValues.Of(theirs, right[tag])));
            else if (!right.TryGetValue(tag, out var their))
                yield return new Difference(what, Difference.OnlyOurs, Show(HeaderValues.Of(ours, our)));
            else if (our.Type != their.Type)
                yield return new Difference(what, Difference.OtherType, $"{our.Type} / {their.Type}");
            else if (our.Count != their.Count)
                yield return new Difference(what, Difference.OtherCount, $"{our.Count} / {their.Count}");
            else if (!HeaderValues.Of(ours, our).SequenceEqual(HeaderValues.Of(theirs, their)))
                yield return new Difference(what, Difference.OtherValue, $"{Show(HeaderValues.Of(ours, our))} / {Show(HeaderValues.Of(theirs, their))}");
        }
    }

    private static Dictionary<int, HeaderIndexEntry> Compared(HeaderKind kind, Header header) =>
        header.Entries
            .Where(entry => !Regions.Contains(entry.Tag) && (kind == HeaderKind.Signature || !OfDependencies.Contains(entry.Tag)))
            .ToDictionary(entry => entry.Tag);

    private static IEnumerable<Difference> InDependencies(DependencyKind kind, RpmPackage ours, RpmPackage theirs)
    {
        var (left, right) = (Lines(kind, ours), Lines(kind, theirs));
        return
        [
            .. left.Except(right).Select(line => new Difference($"{kind} {line}", Difference.OnlyOurs, line)),
            .. right.Except(left).Select(line => new Difference($"{kind} {line}", Difference.OnlyRpmbuild, line)),
            .. left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal)) || left.ToHashSet().SetEquals(right) == false
                ? []
                : new[] { new Difference(kind.ToString(), Difference.OtherCount, $"{left.Count} / {right.Count}") },
        ];
    }

    /// <summary>The name, the bits of rpmds.h and the version.</summary>
    private static List<string> Lines(DependencyKind kind, RpmPackage package) =>
        [.. package.ReadDependencies(kind).Select(dependency => $"{dependency.Name} 0x{(int)dependency.Flags:x} {dependency.Version}".TrimEnd())];

    private static string Show(IReadOnlyList<string> values)
    {
        var text = string.Join(", ", values);
        return text.Length <= 200 ? text : text[..200] + "…";
    }
}
