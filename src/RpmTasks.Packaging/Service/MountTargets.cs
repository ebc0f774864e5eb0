using System.Collections.Immutable;

namespace RpmTasks.Packaging.Service;

/// <summary>Where the user's own arguments of the engine's run command mount something in the container.</summary>
internal static class MountTargets
{
    /// <summary>Options after which nobody can tell at build what is mounted where.</summary>
    private static readonly string[] Deciding = ["--image-volume", "--volumes-from"];

    public static bool AreUnknown(ImmutableArray<string> words) => RunOption.Read(words).Any(option => Deciding.Contains(option.Name));

    public static IEnumerable<string> Of(ImmutableArray<string> words) => RunOption.Read(words).Select(TargetOf).OfType<string>();

    private static string? TargetOf(RunOption option) => option switch
    {
        // SOURCE:TARGET[:OPTIONS], or TARGET alone.
        { Name: "--volume", Value: { } value } => value.Split(':') is [_, var target, ..] ? target : value,
        { Name: "--tmpfs", Value: { } value } => value.Split(':')[0],
        { Name: "--mount", Value: { } value } => value.Split(',').Select(field => field.Split('=', 2)).FirstOrDefault(field => field is ["target" or "dst" or "destination", _])?[1],
        _ => null,
    };
}
