using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Packing;

/// <summary>Who chooses gzip means hosts that know nothing newer; what they would refuse all the same is said at build, not there.</summary>
internal static class HostCompatibility
{
    public static Problem? FindProblem(RpmSpec spec) =>
        spec.Compression.Compressor == PayloadCompressor.Gzip && OldestRpm.FindObstacles(spec) is [_, ..] obstacles
            ? Problem.Of(Rules.NotForOldestRpm, string.Join(", ", obstacles))
            : null;
}
