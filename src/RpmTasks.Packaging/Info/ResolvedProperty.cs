using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;

namespace RpmTasks.Packaging.Info;

/// <summary>What a property comes to, set or not.</summary>
/// <param name="Value">Null for none.</param>
internal sealed record ResolvedProperty(string Name, string? Value)
{
    public const string Sdk = "sdk";

    public const string Image = "image";

    public const string Default = "default";

    /// <summary>Whose default it is.</summary>
    public string Origin { get; init; } = Default;

    /// <summary>What the default was taken from.</summary>
    public string? From { get; init; }

    public static ResolvedProperty Of(string name, bool value) => new(name, value ? "true" : "false");

    public static ResolvedProperty Of(string name, IEnumerable<string> values) => new(name, string.Join("; ", values) is { Length: > 0 } text ? text : null);

    public ResolvedProperty FromProject(string what) => this with { Origin = GivenProperty.Project, From = what };

    public ResolvedProperty FromImage(string what) => this with { Origin = Image, From = what };
}

/// <summary>What properties are resolved from.</summary>
internal sealed record Resolution(PackInput Input, PackRequest Request, PackagePlan Plan)
{
    /// <summary>Null where nothing is kept.</summary>
    public string? CacheFolder { get; init; }
}
