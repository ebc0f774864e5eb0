using System.Globalization;

using RpmTasks.Packaging.Commits;
using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Input;

/// <summary>Where the time of the output comes from.</summary>
internal enum TimeOrigin
{
    /// <summary>The environment's SOURCE_DATE_EPOCH (reproducible-builds.org).</summary>
    SourceDateEpoch,
    Commit,
    Fixed,
}

/// <summary>The one moment that the times in the output have: never the clock's, so that the same sources give the same package.</summary>
/// <param name="Seconds">Since 1970-01-01 UTC; fits the 32 unsigned bits of RPM.</param>
internal sealed record PackTime(long Seconds, TimeOrigin Origin)
{
    /// <summary>2000-01-01: where nothing better is known, and for what does not change with the project.</summary>
    public const long Fixed = 946_684_800;

    public static PackTime Read(PlacesInput places, ProblemList problems)
    {
        if (places.SourceDateEpoch.Length == 0)
        {
            return CommitDate.Find(places.ProjectFolder, places.SourceRevisionId) is { } committed
                ? new PackTime(committed, TimeOrigin.Commit)
                : new PackTime(Fixed, TimeOrigin.Fixed);
        }

        if (uint.TryParse(places.SourceDateEpoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return new PackTime(seconds, TimeOrigin.SourceDateEpoch);
        problems.Add(Rules.BadNumber, "SOURCE_DATE_EPOCH", places.SourceDateEpoch, "0", "4294967295", "1767225600");
        return new PackTime(Fixed, TimeOrigin.SourceDateEpoch);
    }
}
