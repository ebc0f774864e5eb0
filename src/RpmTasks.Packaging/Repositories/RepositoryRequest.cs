namespace RpmTasks.Packaging.Repositories;

/// <summary>The wish to add the package to a repository.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="Text">What RpmRepositoryPath says.</param>
internal sealed record RepositoryRequest(string Folder, string Text);
