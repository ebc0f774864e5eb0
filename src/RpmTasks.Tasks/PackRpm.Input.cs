using System.Collections.Immutable;

using Microsoft.Build.Framework;

using RpmTasks.Packaging.Info;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Signing;

namespace RpmTasks.Tasks;

/// <summary>From MSBuild's properties to the records of RpmTasks.Packaging; nothing is decided here.</summary>
public sealed partial class PackRpm
{
    private const string Value = nameof(Value);

    private static readonly string[] DependencyLists =
    [
        "RpmRequires", "RpmRecommends", "RpmSuggests", "RpmSupplements", "RpmEnhances", "RpmProvides", "RpmConflicts", "RpmObsoletes",
    ];

    private PackInput ToInput() => new()
    {
        ProjectName = ProjectName,
        Places = new PlacesInput
        {
            ProjectFolder = Path.GetDirectoryName(ProjectFile)!,
            IntermediateFolder = IntermediateFolder,
            OutputFolder = OutputFolder,
            PublishFolder = PublishFolder,
            Repository = RepositoryPath,
            SourceDateEpoch = SourceDateEpoch,
            SourceRevisionId = SourceRevisionId,
        },
        Image = ToImageInput(),
        App = ToAppInput(),
        Metadata = ToMetadataInput(),
        Files = [.. Files.Select(ToFile), .. Listed("RpmFile").Select(FileInput.Parse)],
        Users = Users,
        Scripts = new ScriptsInput { Files = Items(Scripts, Value), Failure = ScriptFailure },
        Service = ToServiceInput(),
        Signing = ToSigningInput(),
        Cache = new CacheInput { Enabled = Cache, Folder = CacheDirectory, MaxSize = CacheMaxSize },
        Provenance = ToProvenanceInput(),
        Report = ReportPage,
    };

    private GivenProperty ToGiven(ITaskItem item)
    {
        var (name, value, items) = (item.ItemSpec, item.GetMetadata(Value), item.GetMetadata("Items"));
        string[] parts = [value, items];
        return new GivenProperty(name, string.Join(';', parts.Where(part => part.Length > 0)), value.Length == 0 ? GivenProperty.Project : SetterOf(name, value));
    }

    private string SetterOf(string name, string value) =>
        BuildEngine is IBuildEngine6 engine && engine.GetGlobalProperties().Keys.Contains(name, StringComparer.OrdinalIgnoreCase) ? GivenProperty.CommandLine
        : System.Environment.GetEnvironmentVariable(name) == value ? GivenProperty.Environment
        : GivenProperty.Project;

    private ImageInput ToImageInput() => new()
    {
        Image = Image,
        Pull = ImagePull,
        Dockerfile = Dockerfile,
        DockerContext = DockerContext,
        DockerTarget = DockerTarget,
        DockerBuildArguments = [.. Items(DockerBuildArguments, Value), .. Assignments("RpmDockerBuildArg")],
        BaseImage = BaseImage,
        PulledBaseArchive = PulledBaseArchive,
        RuntimeIdentifier = RuntimeIdentifier,
        DefaultRuntimeIdentifier = DefaultRuntimeIdentifier,
        EngineEndpoint = EngineEndpoint,
        Compression = ImageCompression,
        CompressionLevel = ImageCompressionLevel,
        Layers = ImageLayers,
    };

    private AppInput ToAppInput() => new()
    {
        PackageFiles = [.. PackageFiles.Select(file => file.GetMetadata("RelativePath"))],
        AssemblyName = AssemblyName,
        IsWeb = IsWeb,
        WorkingDirectory = WorkingDirectory,
        Entrypoint = [.. Entrypoint],
        EntrypointArguments = [.. EntrypointArguments],
        Command = [.. AppCommand],
        CommandArguments = [.. AppCommandArguments],
        CommandInstruction = AppCommandInstruction,
        DefaultArguments = [.. DefaultArguments],
        Environment = Items(ImageEnvironment, Value),
        Ports = Items(ExposedPorts, "Type"),
        Labels = Items(Labels, Value),
        User = ImageUser,
        GeneratesLabels = !GenerateLabels.Equals("false", StringComparison.OrdinalIgnoreCase),
    };

    private ProvenanceInput ToProvenanceInput() => new()
    {
        Sbom = Sbom,
        Revision = SourceRevisionId,
        RepositoryUrl = RepositoryUrl,
        Packages = [.. Components.Select(item => ToComponent(item, PackageFolder(item)))],
        RuntimePacks = [.. RuntimePacks.Where(IsReferenced).Select(item => ToComponent(item, item.GetMetadata("PackageDirectory")))],
        Frameworks = [.. Frameworks.Where(IsReferenced).Select(item => new ComponentInput(item.GetMetadata("FrameworkName"), item.GetMetadata("Version")))],
    };

    private bool IsReferenced(ITaskItem item) => FrameworkReferences.Contains(item.GetMetadata("FrameworkName"), StringComparer.OrdinalIgnoreCase);

    private static ComponentInput ToComponent(ITaskItem item, string folder) =>
        new(item.GetMetadata("NuGetPackageId"), item.GetMetadata("NuGetPackageVersion"), folder);

    // The file without its path within the package is the package's folder.
    private static string PackageFolder(ITaskItem file)
    {
        var (path, within) = (file.GetMetadata("FullPath").Replace('\\', '/'), "/" + file.GetMetadata("PathInPackage").Replace('\\', '/'));
        return path.EndsWith(within, StringComparison.OrdinalIgnoreCase) ? path[..^within.Length] : "";
    }

    private MetadataInput ToMetadataInput() => new()
    {
        Name = PackageName.Length > 0 ? PackageName : Packaging.Input.PackageName.From(DefaultPackageName),
        Epoch = Epoch,
        Version = Version,
        Release = Release,
        ProjectVersion = ProjectVersion,
        ReleaseNotes = ReleaseNotes,
        ChangelogFile = ChangelogFile,
        Architecture = Architecture,
        Summary = Summary,
        Description = Description,
        License = License,
        LicenseFile = LicenseFile.Length > 0 ? Path.GetFullPath(LicenseFile, Path.GetDirectoryName(ProjectFile)!) : "",
        Url = Url,
        Vendor = Vendor,
        Packager = Packager,
        Group = Group,
        BuildHost = BuildHost,
        PayloadCompression = PayloadCompression,
        PayloadCompressionLevel = PayloadCompressionLevel,
        Dependencies =
        [
            .. Dependencies.Select(item => new InputItem(item.GetMetadata("Kind"), item.ItemSpec.Trim())),
            .. DependencyLists.SelectMany(list => Listed(list).Select(text => new InputItem(list, text))),
        ],
    };

    private ServiceInput ToServiceInput() => new()
    {
        Service = Service,
        Name = ServiceName,
        Engine = ServiceEngine,
        EngineRequires = ServiceEngineRequires,
        HostBaseline = HostBaseline,
        Kind = ServiceKind,
        OnCalendar = Split(ServiceOnCalendar),
        Sockets = Split(ServiceSocket),
        RunArguments = RunArguments,
        Ports = [.. Ports, .. Listed("RpmPort")],
        PublishPorts = PublishPorts,
        Environment = [.. Items(ServiceEnvironment, Value), .. Assignments("RpmEnvironment")],
        Volumes =
        [
            .. Volumes.Select(item => new VolumeInput(item.ItemSpec, item.GetMetadata("Owner"), item.GetMetadata("Mode"))),
            .. Listed("RpmVolume").Select(text => new VolumeInput(text)),
        ],
        User = ServiceUser,
        ReadOnly = ServiceReadOnly,
        Capabilities = [.. ServiceCapabilities, .. Listed("RpmServiceCapabilities")],
        MemoryMax = ServiceMemoryMax,
        CpuQuota = ServiceCpuQuota,
        PidsMax = ServicePidsMax,
        HealthCommand = ServiceHealthCommand,
        HealthInterval = ServiceHealthInterval,
        HealthRetries = ServiceHealthRetries,
        HealthStartPeriod = ServiceHealthStartPeriod,
        Notify = ServiceNotify,
        AppNotifies = AppNotifies,
        ReloadSignal = ServiceReloadSignal,
        UnitFile = UnitFile,
        Options =
        [
            .. ServiceOptions.Select(item => new UnitOptionInput(item.ItemSpec, item.GetMetadata(Value), item.GetMetadata("Section"))),
            .. Assignments("RpmServiceOption").Select(item => item.ToAssignment()).Select(option => new UnitOptionInput(option.Key, option.Value)),
        ],
        Restart = ServiceRestart,
        StopTimeout = ServiceStopTimeout,
        StartTimeout = ServiceStartTimeout,
        After = [.. ServiceAfter, .. Listed("RpmServiceAfter")],
        Wants = [.. ServiceWants, .. Listed("RpmServiceWants")],
        Units = [.. ServiceUnits.Select(ToUnit), .. Listed("RpmServiceUnit").Select(ServiceUnitInput.Parse)],
        Enable = ServiceEnable,
        Start = ServiceStart,
        RestartOnUpgrade = ServiceRestartOnUpgrade,
    };

    private SigningInput ToSigningInput() => new()
    {
        KeyFile = SigningKeyFile,
        KeyId = SigningKeyId,
        PassphraseFile = SigningPassphraseFile,
        PassphraseVariable = SigningPassphraseVariable,
        Hash = SigningHash,
        Command = SigningCommand,
    };

    private static ServiceUnitInput ToUnit(ITaskItem item) =>
        new(item.ItemSpec, ServiceUnitInput.Metadata.ToImmutableDictionary(metadatum => metadatum, metadatum => item.GetMetadata(metadatum)));

    private static FileInput ToFile(ITaskItem item) => new(item.ItemSpec)
    {
        TargetPath = item.GetMetadata("TargetPath"),
        Mode = item.GetMetadata("Mode"),
        Owner = item.GetMetadata("Owner"),
        Group = item.GetMetadata("Group"),
        Kind = item.GetMetadata("Kind"),
    };

    private IEnumerable<string> Listed(string property) =>
        from list in PropertyLists
        where list.ItemSpec == property
        from text in Split(list.GetMetadata(Value))
        select text;

    private static ImmutableArray<string> Split(string list) => [.. list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private IEnumerable<InputItem> Assignments(string property) => Listed(property).Select(text => new InputItem(text, ""));

    private static ImmutableArray<InputItem> Items(ITaskItem[] items, string metadatum) =>
        [.. items.Select(item => new InputItem(item.ItemSpec, item.GetMetadata(metadatum)))];
}
