using System.Globalization;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Input;

/// <summary>Turns what the project says into a request, or into everything that is wrong with it.</summary>
internal static class RequestReader
{
    /// <summary>
    /// 2000-01-01: the time of everything where neither SOURCE_DATE_EPOCH nor the build knows a better one. Fixed, so that the same
    /// sources always give the same package.
    /// </summary>
    private const long FixedTime = 946_684_800;

    /// <exception cref="PackException">Anything is wrong; it lists all of it.</exception>
    public static PackRequest Read(PackInput input)
    {
        var problems = new ProblemList();
        foreach (var property in input.NotYetSupported)
            problems.Add(Rules.NotInThisVersion, property.Name, property.Value, "Remove it.");
        CheckOutputFolder(input.Places, problems);

        var metadata = new MetadataReader(input.Metadata, input.Places.ProjectFolder, problems);
        var identity = metadata.Identity();
        var request = new PackRequest
        {
            ProjectName = input.ProjectName,
            Image = new ImageRequestReader(input, problems).Read(),
            Identity = identity,
            Texts = metadata.Texts(),
            PayloadCompression = metadata.Compression(),
            Dependencies = metadata.Dependencies(),
            License = metadata.LicenseText(),
            Added = new AddedFilesReader(input, problems).Read(),
            Scripts = new ScriptsReader(input, problems).Read(),
            Service = new ServiceReader(input.Service, problems).Read(identity.Name),
            Places = new PackPlaces(input.Places.IntermediateFolder, input.Places.OutputFolder),
            Time = Time(input.Places.SourceDateEpoch, problems),
        };
        problems.ThrowIfAnyError();
        return request with { Warnings = problems.Warnings };
    }

    private static long Time(string sourceDateEpoch, ProblemList problems)
    {
        if (sourceDateEpoch.Length == 0)
            return FixedTime;
        // RPM keeps times in 32 unsigned bits.
        if (uint.TryParse(sourceDateEpoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds;
        problems.Add(Rules.BadNumber, "SOURCE_DATE_EPOCH", sourceDateEpoch, "0", "4294967295", "1767225600");
        return FixedTime;
    }

    private static void CheckOutputFolder(PlacesInput places, ProblemList problems)
    {
        if (places.PublishFolder.Length == 0)
            return;
        var publish = Path.TrimEndingDirectorySeparator(places.PublishFolder);
        var output = Path.TrimEndingDirectorySeparator(places.OutputFolder);
        if (output == publish || output.StartsWith(publish + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            problems.Add(Rules.OutputInsidePublish, output, publish);
    }
}
