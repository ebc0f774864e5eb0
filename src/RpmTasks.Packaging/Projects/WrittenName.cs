using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Projects;

internal enum NameKind
{
    Property,
    Item,
    Metadatum,
}

/// <summary>A name that a project gives a value to.</summary>
/// <param name="Text">The value as it stands there, nothing expanded; of an item what it includes.</param>
internal sealed record WrittenName(NameKind Kind, string Name, string Text, Place At)
{
    /// <summary>Of a metadatum, the item that it is one of.</summary>
    public string Item { get; init; } = "";
}
