using System.Diagnostics;

namespace RpmTasks.Testing.Packages;

/// <summary>
/// The dotnet command as a user runs it: nothing of the build that runs the tests reaches it, and nothing outlives it but
/// the compiler's server, which takes three quarters off the time of a small build and ends by itself.
/// </summary>
public static class DotNet
{
    /// <summary>What "dotnet test" leaves in the environment for its own MSBuild.</summary>
    private static readonly string[] OfTheOuterBuild =
        ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH", "VSTEST_CONNECTION_TIMEOUT"];

    /// <summary>MSBuild takes variables of the environment for properties.</summary>
    public const string LayerCacheProperty = "RpmCacheDirectory";

    /// <summary>A dotnet command line, to be run with <see cref="Command"/>.</summary>
    /// <param name="packages">The folder that packages are restored to; the user's own when null.</param>
    public static ProcessStartInfo In(string folder, string? packages, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet", arguments)
        {
            WorkingDirectory = folder,
        };
        foreach (var name in OfTheOuterBuild)
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Apart from the user's own, and kept for the next run.
        start.Environment[LayerCacheProperty] = UserCache.Mine.Path("layers");
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        return start;
    }
}
