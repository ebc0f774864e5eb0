using System.Text.RegularExpressions;
using System.Xml.Linq;

using RpmTasks.Packaging.Input;
using RpmTasks.Testing;

namespace RpmTasks.Tasks.Tests;

/// <summary>What a package depends on is in the state by which a publish with nothing to do is known; what is not is named here with its reason.</summary>
public sealed partial class UpToDateTests
{
    private static readonly HashSet<string> State =
    [
        .. from property in Load("RpmTasks.UpToDate.targets").Descendants("_RpmState")
           from name in NamesIn(property.Value)
           select name,
    ];

    [Test]
    public void Every_property_and_item_that_packing_reads_is_in_the_state()
    {
        string[] elsewhere =
        [
            // Their result is there: _RpmIntermediate, _RpmOutput, _RpmPublishFolder.
            "IntermediateOutputPath", "BaseIntermediateOutputPath", "OutputPath", "PackageOutputPath", "PublishDir", "RpmOutputPath", "Configuration", "TargetFramework",
            // Whether anything is packed at all, or how the app is compiled, which its files tell.
            "PackAsRpm", "IsPublishable", "IsTestProject", "OutputType", "Deterministic", "DeterministicSourcePaths", "Optimize", "PathMap", "SourceControlInformationFeatureSupported",
            // Files of the project, whose times are among those of what builds.
            "DirectoryBuildPropsPath", "DirectoryPackagesPropsPath", "DirectoryBuildTargetsPath", "PublishProfileFullPath",
            // The SDK makes them of its version and of properties that are there.
            "RuntimeFramework", "ResolvedRuntimePack",
            // What they bring is in the published files, whose times are there.
            "NativeCopyLocalItems", "ResourceCopyLocalItems", "RuntimeTargetsCopyLocalItems", "PublishSingleFile",
            // The project's name and folder are those of its path.
            "MSBuildProjectName", "MSBuildProjectDirectory", "MSBuildRuntimeType",
            // What runs before, the result, and reading packages.
            "RpmPackDependsOn", "RpmPackage", "RpmReportFile", "RpmPackageFile", "RpmVerifyKeyFile", "RpmInspectFormat", "RpmInfoFormat",
            // They change how long it takes, not what is made.
            "RpmCache", "RpmCacheDirectory", "RpmCacheMaxSize",
        ];
        var read = NamesIn(File.ReadAllText(Repository.Path("build", "RpmTasks.targets"))).Where(name => !name.StartsWith('_'));
        Assert.That(read.Except(State).Except(elsewhere), Is.Empty);
    }

    /// <summary>The targets that compute the app's container are not run to see whether anything changed, so what they read is in the state.</summary>
    [Test]
    public void Every_property_and_item_that_the_SDKs_container_targets_read_is_in_the_state()
    {
        string[] targets = ["ComputeContainerBaseImage", "ComputeContainerConfig", "_ComputeContainerExecutionArgs"];
        string[] elsewhere =
        [
            // Names of an image in a registry, which a package has not; TargetFramework stands there in its parts.
            "ContainerRegistry", "ContainerImageTag", "ContainerImageTags", "RegistryUrl", "PublishImageTag", "AutoGenerateImageTag", "TargetFramework",
            // Spelled NETCoreSdkVersion there; and where the build runs.
            "NetCoreSdkVersion", "BuildingInsideVisualStudio", "IsRidAgnostic",
        ];
        var dotnet = Path.GetDirectoryName(Path.GetFullPath(typeof(object).Assembly.Location + "/../../.."))!;
        var file = Directory.GetDirectories(Path.Combine(dotnet, "sdk"), "10.*").Order(StringComparer.Ordinal).Last() + "/Containers/build/Microsoft.NET.Build.Containers.targets";
        var document = XDocument.Load(file);
        document.DescendantNodes().OfType<XComment>().Remove();
        var read = document.Descendants().Where(target => targets.Contains((string?)target.Attribute("Name"))).SelectMany(target => NamesIn(target.ToString())).ToHashSet();
        Assert.That(read, Does.Contain("ContainerFamily"), "the targets are there");
        Assert.That(read.Where(name => !name.StartsWith('_')).Except(State).Except(elsewhere), Is.Empty);
    }

    /// <summary>An item is more than its name: each metadatum that the task reads.</summary>
    [TestCase("RpmFile", "TargetPath", "Mode", "Owner", "Group", "Kind")]
    [TestCase("RpmVolume", "Owner", "Mode")]
    [TestCase("RpmEnvironment", "Value")]
    [TestCase("RpmDockerBuildArg", "Value")]
    [TestCase("RpmServiceOption", "Value", "Section")]
    [TestCaseSource(nameof(ServiceUnit))]
    [TestCase("ContainerEnvironmentVariable", "Value")]
    [TestCase("ContainerLabel", "Value")]
    [TestCase("ContainerPort", "Type")]
    public void Every_metadatum_that_matters_is_in_the_state(string item, params string[] metadata)
    {
        var text = string.Concat(Load("RpmTasks.UpToDate.targets").Descendants("_RpmState").Select(property => property.Value));
        var line = text.Split('\n').Single(line => line.Contains($"@({item}->", StringComparison.Ordinal));
        foreach (var metadatum in metadata)
            Assert.That(line, Does.Contain($"%({metadatum})"));
    }

    private static readonly TestCaseData[] ServiceUnit = [new("RpmServiceUnit", ServiceUnitInput.Metadata.ToArray())];

    private static XDocument Load(string file) => XDocument.Load(Repository.Path("build", file));

    private static IEnumerable<string> NamesIn(string text) => Name().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    // $(Name), $(Name.Method()), @(Name) and @(Name->…), but not $([Type]::Method()).
    [GeneratedRegex(@"[$@]\((\w+)")]
    private static partial Regex Name();
}
