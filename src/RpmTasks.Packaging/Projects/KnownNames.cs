using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Projects;

/// <summary>What a project can set, known by what our own targets read, so that there is no second list.</summary>
internal sealed partial record KnownNames
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    // Every item has these, and editors give items others.
    private static readonly ImmutableHashSet<string> OfEveryItem = ImmutableHashSet.Create(
        Names,
        "Identity", "FullPath", "RootDir", "Filename", "Extension", "RelativeDir", "Directory", "RecursiveDir", "ModifiedTime", "CreatedTime", "AccessedTime",
        "DefiningProjectFullPath", "DefiningProjectDirectory", "DefiningProjectName", "DefiningProjectExtension",
        "Visible", "Link", "LinkBase", "InProject", "SubType", "DependentUpon");

    private static readonly Lazy<KnownNames> OfTheTargets = new(() => Parse(string.Concat(Resources())));

    private KnownNames()
    {
    }

    public static KnownNames Ours => OfTheTargets.Value;

    /// <summary>Every list is an item and a property as well.</summary>
    public required ImmutableSortedSet<string> Properties { get; init; }

    /// <summary>Those that projects make, each with its metadata.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Items { get; init; }

    /// <summary>Those that the targets make: RpmPackage. Their metadata are free to whoever hangs more on them.</summary>
    public required ImmutableSortedSet<string> MadeItems { get; init; }

    public static bool IsOfEveryItem(string metadatum) => OfEveryItem.Contains(metadatum);

    public static KnownNames Parse(string targets)
    {
        var made = MadeItem().Matches(targets).Select(match => match.Groups["name"].Value).ToImmutableSortedSet(Names);
        var metadata = ItemTransform().Matches(targets)
            .SelectMany(item => Metadatum().Matches(item.Groups["text"].Value).Select(match => (Item: item.Groups["name"].Value, Name: match.Groups["name"].Value)))
            .Where(metadatum => !IsOfEveryItem(metadatum.Name))
            .ToLookup(metadatum => metadatum.Item, metadatum => metadatum.Name, Names);
        return new KnownNames
        {
            Properties = Property().Matches(targets).Select(match => match.Groups["name"].Value).ToImmutableSortedSet(Names),
            MadeItems = made,
            Items = Item().Matches(targets)
                .Select(match => match.Groups["name"].Value)
                .Where(name => !made.Contains(name))
                .Distinct(Names)
                .ToImmutableSortedDictionary(name => name, name => metadata[name].ToImmutableSortedSet(Names), Names),
        };
    }

    private static IEnumerable<string> Resources()
    {
        var assembly = typeof(KnownNames).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".targets", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"[$@]\((?<name>Rpm[A-Z]\w*|PackAsRpm)\b")]
    private static partial Regex Property();

    [GeneratedRegex(@"@\((?<name>Rpm[A-Z]\w*)")]
    private static partial Regex Item();

    [GeneratedRegex("""<(?<name>Rpm[A-Z]\w*) Include=|ItemName="(?<name>Rpm[A-Z]\w*)""")]
    private static partial Regex MadeItem();

    [GeneratedRegex("""@\((?<name>Rpm[A-Z]\w*)->'(?<text>[^']*)'""")]
    private static partial Regex ItemTransform();

    [GeneratedRegex(@"%\((?<name>\w+)\)")]
    private static partial Regex Metadatum();
}
