using System.Diagnostics;

using NUnit.Framework;

namespace RpmTasks.Testing;

/// <summary>What a program answered.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for a failing assertion to show.</summary>
    public string All => Output + Error;
}

/// <summary>
/// Programs of the machine as judges. A test that needs one that is missing is skipped with its reason on a user's machine, and
/// fails where RPMTASKS_REQUIRE_TOOLS=1 promises that all are there.
/// </summary>
public static class RealTool
{
    private static bool AllRequired => Environment.GetEnvironmentVariable("RPMTASKS_REQUIRE_TOOLS") == "1";

    public static void Require(params string[] tools)
    {
        var missing = tools.Where(tool => Find(tool) is null).ToList();
        if (missing.Count > 0)
            Lacking($"needs {string.Join(", ", missing)} on the PATH; ./test.sh installs it on Debian");
    }

    public static void RequireRoot()
    {
        if (!Environment.IsPrivilegedProcess)
            Lacking("needs root");
    }

    /// <summary>Skips the running test, or fails it where every tool is promised.</summary>
    public static void Lacking(string reason)
    {
        if (AllRequired)
            Assert.Fail($"RPMTASKS_REQUIRE_TOOLS=1, but this test {reason}");
        Assert.Ignore($"This test {reason}.");
    }

    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append("/usr/sbin").Append("/sbin")
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);

    public static ToolResult Run(string tool, params IEnumerable<string> arguments) => RunIn(null, tool, arguments);

    public static ToolResult RunIn(string? folder, string tool, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(tool) ?? tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? "",
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output, error.Result);
    }
}
