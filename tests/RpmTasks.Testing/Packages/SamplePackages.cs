namespace RpmTasks.Testing.Packages;

/// <summary>
/// The RPMs of the samples, each published once in a test run, in copies outside of the repository, so that nothing of its build
/// reaches them and nothing is written into it.
/// </summary>
public static class SamplePackages
{
    private static readonly Lock Turn = new();
    private static readonly Lazy<TemporaryFolder> Copies = new(CopySamples);
    private static readonly Dictionary<(string Project, string Version, string Engine), string> Published = [];

    /// <summary>The path of the sample's RPM for hosts with this engine.</summary>
    public static string Get(Sample sample, string version, string engine)
    {
        lock (Turn)
        {
            var key = (sample.Project, version, engine);
            return Published.TryGetValue(key, out var package) ? package : Published[key] = Publish(sample, version, engine);
        }
    }

    private static string Publish(Sample sample, string version, string engine)
    {
        RealTool.Require("dotnet");
        var output = Copies.Value.File("rpm", $"{sample.Package}-{version}-{engine}");
        var properties = new Dictionary<string, string>(sample.Properties())
        {
            ["PackAsRpm"] = "true",
            [sample.VersionProperty] = version,
            ["RpmServiceEngine"] = engine,
            ["RpmOutputPath"] = output,
            ["RpmTasksVersion"] = LocalFeed.Mine.Version,
        };
        using var builder = sample.IsBuiltByEngine ? new SampleBuilder(Copies.Value.File(sample.Project)) : null;
        if (builder is not null)
            properties["RpmEngineEndpoint"] = builder.Endpoint;

        Command.Do(DotNet.In(Copies.Value.File(sample.Project), LocalFeed.Mine.PackagesFolder,
            ["publish", "--configuration", "Release", "-maxcpucount:1", .. properties.Select(property => $"-p:{property.Key}={property.Value}")]));
        return Directory.GetFiles(output, "*.rpm") is [var single]
            ? single
            : throw new InvalidOperationException($"publishing {sample.Project} did not leave one RPM in {output}");
    }

    private static TemporaryFolder CopySamples()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var samples = Repository.Path("samples");
        foreach (var file in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories).Where(file => !IsBuilt(Path.GetRelativePath(samples, file))))
        {
            var copy = folder.File(Path.GetRelativePath(samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        LocalFeed.Mine.WriteConfig(folder.Path);
        return folder;
    }

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "artifacts"]).Any();
}
