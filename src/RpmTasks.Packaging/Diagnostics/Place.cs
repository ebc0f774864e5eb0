namespace RpmTasks.Packaging.Diagnostics;

/// <summary>Where in a file of the project something stands; line and column begin at 1.</summary>
internal sealed record Place(string File, int Line, int Column);
