using System.Collections.Immutable;

namespace RpmTasks.Packaging.Input;

/// <summary>The project's own scripts, and what becomes of one that fails.</summary>
internal sealed record ScriptsInput
{
    /// <summary>Name is the property (RpmPreInstallScript …), value the path, relative to the project.</summary>
    public ImmutableArray<InputItem> Files { get; init; } = [];

    /// <summary>ignore or abort.</summary>
    public string Failure { get; init; } = "";
}
