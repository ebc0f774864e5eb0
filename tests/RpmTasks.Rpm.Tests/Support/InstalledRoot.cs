using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Support;

/// <summary>A folder that rpm installs into as if it were a machine, with a database of its own.</summary>
internal sealed class InstalledRoot
{
    private readonly string _path;

    public InstalledRoot(TemporaryFolder folder)
    {
        _path = folder.File("root");
        Directory.CreateDirectory(Path.Combine(_path, "etc"));
        File.WriteAllText(Path.Combine(_path, "etc/passwd"), "root:x:0:0:r:/:/bin/sh\ndaemon:x:1:1:d:/:/bin/sh\n");
        File.WriteAllText(Path.Combine(_path, "etc/group"), "root:x:0:\ndaemon:x:1:\n");
    }

    public string At(string path) => _path + path;

    public ToolResult Install(string package) =>
        RealTool.Run("rpm", "-i", "--root", _path, "--dbpath", "/db", "--nodeps", "--noscripts", "--notriggers", package);

    public ToolResult Verify(string name) => RealTool.Run("rpm", "--root", _path, "--dbpath", "/db", "-V", "--nodeps", "--noscripts", name);

    /// <summary>Every path below: type, permissions, owner, size, time and target, as find(1) sees them; of directories neither size nor time.</summary>
    public IReadOnlyList<string> List(string below) =>
        RealTool.RunIn(
            _path, "find", "." + below,
            "-type", "d", "-printf", "%p|%y|%m|%u:%g|||%l\n", "-o", "-printf", "%p|%y|%m|%u:%g|%s|%T@|%l\n").Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[1..].Replace(".0000000000", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
}
