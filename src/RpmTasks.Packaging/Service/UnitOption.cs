namespace RpmTasks.Packaging.Service;

/// <summary>A line of the project's own in the unit, in systemd's syntax.</summary>
internal sealed record UnitOption(string Section, string Key, string Value);
