namespace RpmTasks.Rpm.Writing;

/// <summary>The bytes of a file are not those that its <see cref="Model.Content"/> promised.</summary>
internal sealed class ContentException(string path, string problem) : Exception($"{path}: {problem}.")
{
    /// <summary>The file's path in the package.</summary>
    public string Path { get; } = path;
}
