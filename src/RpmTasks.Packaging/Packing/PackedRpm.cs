using RpmTasks.Images.Model;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Packing;

/// <summary>A package that was written: what the item RpmPackage says of it.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Of the file, 64 lower-case hex digits.</param>
internal sealed record PackedRpm(string Path, long Length, string Sha256)
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Release { get; init; }

    /// <summary>rpm's architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>The digest of the image's config.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The one layer that it is; null for the app's package.</summary>
    public Digest? Layer { get; init; }

    public bool IsLayer => Layer is not null;

    /// <summary>It lay there already, and was not written.</summary>
    public bool IsReused { get; init; }

    /// <summary>Absolute path of the page about it; null without one.</summary>
    public string? Report { get; init; }

    public static PackedRpm Of(RpmSpec spec, string path, long length, string sha256) => new(path, length, sha256)
    {
        Name = spec.Name,
        Version = spec.Version,
        Release = spec.Release,
        Architecture = spec.Architecture,
    };
}
