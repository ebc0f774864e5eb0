namespace RpmTasks.Testing.Packages;

/// <summary>
/// RpmTasks as a user gets it: packed once in a test run, in a feed of its own, under a version that no other run has, so that no
/// package folder can answer with an earlier build.
/// </summary>
public sealed class LocalFeed : IDisposable
{
    private static readonly Lazy<LocalFeed> Packed = new(Pack);

    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    private readonly TemporaryFolder _folder = new();

    /// <summary>The feed of this test run.</summary>
    public static LocalFeed Mine => Packed.Value;

    /// <summary>The version of RpmTasks to reference.</summary>
    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    /// <summary>A package source that holds RpmTasks alone.</summary>
    public string Folder => _folder.File("feed");

    /// <summary>
    /// Restores must go here, so that the user's own folder stays clean. It is kept from run to run, since what a Native AOT app
    /// restores is large; only this run's RpmTasks is removed again.
    /// </summary>
    public static string PackagesFolder => UserCache.Mine.Path("nuget");

    private static string Restored => Path.Combine(PackagesFolder, "rpmtasks");

    /// <summary>Makes a folder restore from this feed, and all else from where the repository does.</summary>
    public void WriteConfig(string folder) => WriteConfig(folder, Folder);

    /// <summary>The same for another user, who cannot read this feed and gets a copy below the folder.</summary>
    public void WriteConfigWithFeed(string folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        foreach (var package in Directory.GetFiles(Folder))
            File.Copy(package, Path.Combine(copy, Path.GetFileName(package)));
        WriteConfig(folder, copy);
    }

    private static void WriteConfig(string folder, string feed) => File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <clear />
            <add key="rpmtasks" value="{feed}" />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" protocolVersion="3" />
          </packageSources>
        </configuration>

        """);

    public void Dispose()
    {
        var restored = Path.Combine(Restored, Version);
        if (Directory.Exists(restored))
            Directory.Delete(restored, recursive: true);
        _folder.Dispose();
    }

    /// <summary>Packs what was built for this feed once more.</summary>
    /// <returns>The package's path.</returns>
    public string PackAgain(string folder)
    {
        PackTo(folder, "--no-restore");
        return Directory.GetFiles(folder, "*.nupkg").Single();
    }

    private static LocalFeed Pack()
    {
        RealTool.Require("dotnet");
        RemoveOfKilledRuns();
        var feed = TestRun.Keep(new LocalFeed());
        feed.PackTo(feed.Folder);
        return feed;
    }

    private void PackTo(string folder, params string[] arguments) => Command.Do(DotNet.In(Repository.Folder, packages: null,
    [
        "pack", Repository.Path("nuget", "RpmTasks.csproj"), "--configuration", "Release", "--output", folder,
        "--artifacts-path", _folder.File("artifacts"), $"-p:Version={Version}", "-p:RestoreLockedMode=false", "-maxcpucount:1", .. arguments,
    ]));

    private static void RemoveOfKilledRuns()
    {
        foreach (var restored in Directory.CreateDirectory(Restored).EnumerateDirectories())
        {
            if (DateTime.UtcNow - restored.LastWriteTimeUtc > LongestRun)
                restored.Delete(recursive: true);
        }
    }
}
