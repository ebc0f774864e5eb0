using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace RpmTasks.Testing.BaseImages;

/// <summary>A one-layer image of Debian packages, kept as a docker archive.</summary>
internal sealed record ImageRecipe(string Reference, string Suite)
{
    /// <summary>Raised when another archive comes of the same recipe.</summary>
    private const int Revision = 1;

    public required string[] Packages { get; init; }

    /// <summary>The part of the image's config that says how it runs.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>Finishes the root after debootstrap.</summary>
    public required Action<string> Finish { get; init; }

    /// <summary>What <see cref="Finish"/> puts in and the cache cannot see.</summary>
    public required string Contents { get; init; }

    /// <summary>As images name it.</summary>
    public static string ArchitectureName => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";

    internal string Text => $"{Revision} {Reference} {Suite} {ArchitectureName} {string.Join(',', Packages)} {Contents}\n{Config.ToJsonString()}";
}
