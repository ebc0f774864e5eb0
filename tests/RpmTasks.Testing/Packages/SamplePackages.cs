using System.Collections.Concurrent;

namespace RpmTasks.Testing.Packages;

/// <summary>
/// The RPMs of the samples, each published once in a test run, in copies outside of the repository, so that nothing of its build
/// reaches them and nothing is written into it.
/// </summary>
public static class SamplePackages
{
    private static readonly Lazy<TemporaryFolder> Copies = new(() => TestRun.Keep(new TemporaryFolder()));
    private static readonly ConcurrentDictionary<(string Package, string Variant, string Version, string Engine, string SigningKeyFile), Lazy<string>> Published = [];

    /// <summary>One publish at a time in a copy, whose obj is that of all of them.</summary>
    private static readonly ConcurrentDictionary<string, Lock> Turns = [];

    /// <summary>One at a time starts the engine that builds.</summary>
    private static readonly Lock BuilderTurn = new();

    /// <summary>The path of the sample's RPM for hosts with this engine.</summary>
    /// <param name="signingKeyFile">Empty leaves it unsigned.</param>
    public static string Get(Sample sample, string version, string engine, string signingKeyFile = "") => Published.GetOrAdd(
        (sample.Package, sample.Variant, version, engine, signingKeyFile),
        _ => new Lazy<string>(() =>
        {
            lock (TurnOf(sample, version))
                return Publish(sample, version, engine, signingKeyFile);
        })).Value;

    /// <summary>What RpmInfo prints of it as JSON, after it was published.</summary>
    public static string Info(Sample sample, string version, string engine)
    {
        Get(sample, version, engine);
        lock (TurnOf(sample, version))
        {
            var properties = PropertiesOf(sample, version, engine, signingKeyFile: "");
            return Command.Do(DotNet.In(Copy(sample.Project, version), LocalFeed.PackagesFolder,
                ["msbuild", "-nologo", "-tl:off", "-t:RpmInfo", "-p:Configuration=Release", "-p:RpmInfoFormat=json", .. properties.Select(property => $"-p:{property.Key}={property.Value}")]));
        }
    }

    private static string Publish(Sample sample, string version, string engine, string signingKeyFile)
    {
        RealTool.Require("dotnet");
        var properties = PropertiesOf(sample, version, engine, signingKeyFile);
        properties["PackAsRpm"] = "true";
        var project = Copy(sample.Project, version);
        if (sample.IsBuiltByEngine)
            RunWithBuilder(project, properties);
        else
            Run(project, properties);
        var output = properties["RpmOutputPath"];
        return Directory.GetFiles(output, "*.rpm") is [var single]
            ? single
            : throw new InvalidOperationException($"publishing {sample.Project} did not leave one RPM in {output}");
    }

    private static void Run(string project, Dictionary<string, string> properties) => Command.Do(DotNet.In(project, LocalFeed.PackagesFolder,
        ["publish", "--configuration", "Release", "-maxcpucount:1", .. properties.Select(property => $"-p:{property.Key}={property.Value}")]));

    private static void RunWithBuilder(string project, Dictionary<string, string> properties)
    {
        lock (BuilderTurn)
        {
            using var builder = new SampleBuilder(project);
            Run(project, new(properties) { ["RpmEngineEndpoint"] = builder.Endpoint });
        }
    }

    private static Lock TurnOf(Sample sample, string version) => Turns.GetOrAdd($"{sample.Project} {version}", _ => new Lock());

    private static Dictionary<string, string> PropertiesOf(Sample sample, string version, string engine, string signingKeyFile) => new(sample.Properties())
    {
        [sample.VersionProperty] = version,
        ["RpmServiceEngine"] = engine,
        ["RpmOutputPath"] = Copies.Value.File("rpm", $"{sample.Package}-{sample.Variant}-{version}-{engine}{(signingKeyFile.Length > 0 ? "-signed" : "")}"),
        ["RpmSigningKeyFile"] = signingKeyFile,
        ["RpmTasksVersion"] = LocalFeed.Mine.Version,
    };

    /// <summary>One copy for each version, since a Native AOT app of another version is compiled anew.</summary>
    private static string Copy(string project, string version)
    {
        var samples = Repository.Path("samples");
        var copies = Copies.Value.File(version, project);
        var files = Directory.EnumerateFiles(samples)
            .Concat(Directory.EnumerateFiles(Path.Combine(samples, project), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(samples, file));
        foreach (var file in files.Where(file => !IsBuilt(file)))
        {
            var copy = Path.Combine(copies, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(samples, file), copy, overwrite: true);
        }
        LocalFeed.Mine.WriteConfig(copies);
        return Path.Combine(copies, project);
    }

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "artifacts"]).Any();
}
