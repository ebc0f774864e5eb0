using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Packing;

/// <summary>Who chooses gzip means hosts that know nothing newer; what they would refuse all the same is said at build, not there.</summary>
internal static class HostCompatibility
{
    public static Problem? FindProblem(PackagePlan plan) =>
        plan.Spec.Compression.Compressor == PayloadCompressor.Gzip && FindObstacles(plan) is [_, ..] obstacles
            ? Problem.Of(Rules.NotForOldestRpm, string.Join(", ", obstacles))
            : null;

    // Of every layer the same: one stands for all.
    private static string[] FindObstacles(PackagePlan plan) =>
        [.. OldestRpm.FindObstacles(plan.Spec), .. plan.Layers.SelectMany(layer => OldestRpm.FindObstacles(layer.Spec)).Distinct()];
}
