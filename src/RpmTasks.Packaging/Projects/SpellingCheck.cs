using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Projects;

/// <summary>Names that look like ours and are none, which MSBuild takes without a word. What the project itself reads is its own.</summary>
internal sealed class SpellingCheck(ProjectText project, KnownNames known)
{
    private readonly ImmutableSortedSet<string> _items = known.MadeItems.Union(known.Items.Keys);

    private const string Prefix = "Rpm";

    // "RmpImage" is one letter from a known name; a shorter one is so from many a name of others.
    private const int ShortestForeign = 8;

    public ImmutableArray<Problem> Find() =>
    [
        .. project.Written.Select(Check).OfType<Problem>(),
        .. project.Globals.Where(name => IsUnknown(name, known.Properties)).Select(name => Unknown(name, NameKind.Property)),
    ];

    private Problem? Check(WrittenName written) => written.Kind switch
    {
        NameKind.Property when IsUnknown(written.Name, known.Properties) => Unknown(written.Name, NameKind.Property) with { At = written.At },
        NameKind.Item when IsUnknown(written.Name, _items) => Unknown(written.Name, NameKind.Item) with { At = written.At },
        NameKind.Metadatum => CheckMetadatum(written),
        _ => null,
    };

    private bool IsUnknown(string name, ImmutableSortedSet<string> names)
    {
        if (names.Contains(name) || project.Read.Contains(name))
            return false;
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            || (name.Length >= ShortestForeign && !name.StartsWith('_') && names.Any(candidate => IsOneOff(name, candidate)));
    }

    private static bool IsOneOff(string name, string candidate) =>
        Math.Abs(name.Length - candidate.Length) <= 1 && NearestName.Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()) == 1;

    private Problem Unknown(string name, NameKind kind)
    {
        var (word, names) = kind == NameKind.Item ? ("item", _items) : ("property", known.Properties);
        return Problem.Of(Rules.UnknownName, name, word, Advice(name, kind, names));
    }

    private string Advice(string name, NameKind kind, IEnumerable<string> names)
    {
        if (kind == NameKind.Item && known.Properties.TryGetValue(name, out var property))
            return $"It is a property: <PropertyGroup><{property}>value</{property}></PropertyGroup>.";
        return NearestName.Of(name, names) is { } near ? $"Did you mean {near}?" : "docs/properties.md lists all that there are.";
    }

    private Problem? CheckMetadatum(WrittenName written)
    {
        if (!known.Items.TryGetValue(written.Item, out var metadata))
            return null;
        if (metadata.Contains(written.Name) || KnownNames.IsOfEveryItem(written.Name) || project.Read.Contains(written.Name))
            return null;
        var advice = NearestName.Of(written.Name, metadata) is { } near ? $"Did you mean {near}?"
            : metadata.IsEmpty ? $"{written.Item} has none; all stands in Include."
            : $"It has {string.Join(", ", metadata)}.";
        return Problem.Of(Rules.UnknownMetadatum, written.Item, written.Name, advice) with { At = written.At };
    }
}
