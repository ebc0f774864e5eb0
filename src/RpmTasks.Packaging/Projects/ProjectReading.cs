using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Projects;

/// <summary>What the project says, read on another core from when it is made: the image is planned meanwhile, and takes as long.</summary>
/// <param name="projectFile">See <see cref="ProjectTextReader.Read"/>, which has the other two too.</param>
internal sealed class ProjectReading(string projectFile, ImmutableArray<string> implied, ImmutableArray<string> globals)
{
    private readonly Task<(ProjectText Text, ImmutableArray<Problem> Misspelt)> _reading = Task.Run(() =>
    {
        var text = ProjectTextReader.Read(projectFile, implied, globals);
        return (text, new SpellingCheck(text, KnownNames.Ours).Find());
    });

    /// <summary>For the places of problems: nothing where it could not be read, which is a problem by itself.</summary>
    public ProjectText Text
    {
        get
        {
            Task.WaitAny(_reading);
            return _reading.IsCompletedSuccessfully ? _reading.Result.Text : ProjectText.None;
        }
    }

    /// <summary>Names that look like ours and are none.</summary>
    public ImmutableArray<Problem> Misspelt => _reading.GetAwaiter().GetResult().Misspelt;
}
