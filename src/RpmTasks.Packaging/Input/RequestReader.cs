using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Signing;

namespace RpmTasks.Packaging.Input;

/// <summary>Turns what the project says into a request, or into everything that is wrong with it.</summary>
internal static class RequestReader
{
    /// <exception cref="PackException">Anything is wrong; it lists all of it.</exception>
    public static PackRequest Read(PackInput input)
    {
        var problems = new ProblemList();
        CheckOutputFolder(input.Places, problems);

        var metadata = new MetadataReader(input.Metadata, input.Places.ProjectFolder, problems);
        var identity = metadata.Identity();
        var time = PackTime.Read(input.Places, problems);
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
            Service = new ServiceReader(input.Service, new SourceFiles(input.Places.ProjectFolder, problems), problems).Read(identity.Name),
            Signing = new SigningReader(input.Signing, input.Places, problems).Read(),
            Provenance = new ProvenanceReader(input.Provenance, problems).Read(),
            Repository = new RepositoryReader(input.Places, problems).Read(),
            Cache = new CacheReader(input, problems).Read(),
            Report = problems.Boolean("RpmReport", input.Report, unset: false),
            Places = new PackPlaces(input.Places.IntermediateFolder, input.Places.OutputFolder),
            Time = time.Seconds,
            TimeOrigin = time.Origin,
        };
        problems.ThrowIfAnyError();
        return request with { Warnings = problems.Warnings };
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
