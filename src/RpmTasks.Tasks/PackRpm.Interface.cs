using Microsoft.Build.Framework;

namespace RpmTasks.Tasks;

/// <summary>
/// Builds the image of a project and wraps it with its service units into an RPM. Each property has the name of the MSBuild property or
/// item that feeds it, without "Rpm"; docs/properties.md describes them for users. Unset means the default.
/// </summary>
public sealed partial class PackRpm
{
    /// <summary>Name of the project, for messages.</summary>
    [Required]
    public string ProjectName { get; set; } = "";

    /// <summary>Absolute path of the project file; messages point to it, and relative paths start in its folder.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Files that MSBuild imports into every project, Directory.Build.props and its like: read for misspelt names, and for where a value stands.</summary>
    public ITaskItem[] ProjectImports { get; set; } = [];

    /// <summary>Absolute folder for what is made on the way; emptied and removed by the task.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = "";

    /// <summary>Absolute folder of the result.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Folder of the dnf repository that the package is added to; relative to the project.</summary>
    public string RepositoryPath { get; set; } = "";

    /// <summary>false keeps no compressed layers and uses none that are kept.</summary>
    public string Cache { get; set; } = "";

    /// <summary>Folder of the kept layers; relative to the project. Default: the user's cache folder.</summary>
    public string CacheDirectory { get; set; } = "";

    /// <summary>Megabytes that the kept layers may take; default 4096.</summary>
    public string CacheMaxSize { get; set; } = "";

    /// <summary>Absolute folder of the published app; unused for existing and Dockerfile images.</summary>
    public string PublishFolder { get; set; } = "";

    /// <summary>Seconds since 1970-01-01 UTC: the time of everything in the package. Default: that of the commit, else a fixed date.</summary>
    public string SourceDateEpoch { get; set; } = "";

    /// <summary>The commit that is built, in hex; its date is read from the repository around the project.</summary>
    public string SourceRevisionId { get; set; } = "";

    /// <summary>An existing image: docker-archive:, oci-archive:, oci:, docker-daemon: or a name that the engine knows or pulls.</summary>
    public string Image { get; set; } = "";

    /// <summary>missing (default), always or never.</summary>
    public string ImagePull { get; set; } = "";

    /// <summary>Path of a Dockerfile that the engine builds.</summary>
    public string Dockerfile { get; set; } = "";

    /// <summary>Folder of the build context; default: the Dockerfile's.</summary>
    public string DockerContext { get; set; } = "";

    /// <summary>Stage to build.</summary>
    public string DockerTarget { get; set; } = "";

    /// <summary>Build arguments: NAME=value, or NAME with the metadatum Value.</summary>
    public ITaskItem[] DockerBuildArguments { get; set; } = [];

    /// <summary>Base of the app: scratch, docker-archive:, oci-archive:, oci:, docker-daemon: or a registry reference.</summary>
    public string BaseImage { get; set; } = "";

    /// <summary>The archive that the SDK pulled a registry base into.</summary>
    public string PulledBaseArchive { get; set; } = "";

    /// <summary>What the app was published for; empty for a portable app.</summary>
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>The platform to prefer when nothing names one.</summary>
    public string DefaultRuntimeIdentifier { get; set; } = "";

    /// <summary>Engine socket: unix://, tcp:// or npipe://. Default: DOCKER_HOST, the docker context, the usual sockets.</summary>
    public string EngineEndpoint { get; set; } = "";

    /// <summary>How layers lie on the host: none (default), zstd, gzip or keep.</summary>
    public string ImageCompression { get; set; } = "";

    /// <summary>1 to 19 for zstd, 1 to 9 for gzip.</summary>
    public string ImageCompressionLevel { get; set; } = "";

    /// <summary>bundled (default) or shared: each layer but the last in a package of its own.</summary>
    public string ImageLayers { get; set; } = "";

    /// <summary>Published files with their RelativePath; those with PackageLayer=true come from packages.</summary>
    public ITaskItem[] PackageFiles { get; set; } = [];

    /// <summary>Name of the app's assembly.</summary>
    public string AssemblyName { get; set; } = "";

    /// <summary>Whether the app is an ASP.NET Core app.</summary>
    public bool IsWeb { get; set; }

    /// <summary>The SDK's ContainerWorkingDirectory.</summary>
    public string WorkingDirectory { get; set; } = "";

    /// <summary>The SDK's ContainerEntrypoint.</summary>
    public string[] Entrypoint { get; set; } = [];

    /// <summary>The SDK's ContainerEntrypointArgs.</summary>
    public string[] EntrypointArguments { get; set; } = [];

    /// <summary>The SDK's ContainerAppCommand.</summary>
    public string[] AppCommand { get; set; } = [];

    /// <summary>The SDK's ContainerAppCommandArgs.</summary>
    public string[] AppCommandArguments { get; set; } = [];

    /// <summary>The SDK's ContainerAppCommandInstruction: Entrypoint, DefaultArgs or None.</summary>
    public string AppCommandInstruction { get; set; } = "";

    /// <summary>The SDK's ContainerDefaultArgs.</summary>
    public string[] DefaultArguments { get; set; } = [];

    /// <summary>The SDK's ContainerEnvironmentVariable, with Value.</summary>
    public ITaskItem[] ImageEnvironment { get; set; } = [];

    /// <summary>The SDK's ContainerPort, with Type.</summary>
    public ITaskItem[] ExposedPorts { get; set; } = [];

    /// <summary>The SDK's ContainerLabel, with Value.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>The SDK's ContainerUser.</summary>
    public string ImageUser { get; set; } = "";

    /// <summary>Name of the package, [a-z0-9][a-z0-9._+-]*.</summary>
    public string PackageName { get; set; } = "";

    /// <summary>What <see cref="PackageName"/> is made from when it is unset.</summary>
    public string DefaultPackageName { get; set; } = "";

    /// <summary>Epoch, a whole number.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>Version as RPM writes it.</summary>
    public string Version { get; set; } = "";

    /// <summary>Release as RPM writes it; default 1.</summary>
    public string Release { get; set; } = "";

    /// <summary>The project's version, SemVer: the default of <see cref="Version"/>.</summary>
    public string ProjectVersion { get; set; } = "";

    /// <summary>The project's PackageReleaseNotes, for the change log.</summary>
    public string ReleaseNotes { get; set; } = "";

    /// <summary>A file with the whole change log, as rpmbuild reads it.</summary>
    public string ChangelogFile { get; set; } = "";

    /// <summary>rpm's architecture; default from the image.</summary>
    public string Architecture { get; set; } = "";

    /// <summary>One line.</summary>
    public string Summary { get; set; } = "";

    /// <summary>Several lines.</summary>
    public string Description { get; set; } = "";

    /// <summary>SPDX expression.</summary>
    public string License { get; set; } = "";

    /// <summary>The project's PackageLicenseFile, installed with the package if it is there.</summary>
    public string LicenseFile { get; set; } = "";

    /// <summary>Home page.</summary>
    public string Url { get; set; } = "";

    /// <summary>Who ships it.</summary>
    public string Vendor { get; set; } = "";

    /// <summary>Who packaged it.</summary>
    public string Packager { get; set; } = "";

    /// <summary>rpm's Group.</summary>
    public string Group { get; set; } = "";

    /// <summary>rpm's Build Host; default localhost.</summary>
    public string BuildHost { get; set; } = "";

    /// <summary>zstd (default), gzip or none.</summary>
    public string PayloadCompression { get; set; } = "";

    /// <summary>1 to 19 for zstd, 1 to 9 for gzip.</summary>
    public string PayloadCompressionLevel { get; set; } = "";

    /// <summary>Dependencies in RPM's syntax; the metadatum Kind has the name of the item they came from (RpmRequires …).</summary>
    public ITaskItem[] Dependencies { get; set; } = [];

    /// <summary>Lists given as properties: the name of each with its text, items separated by ';', in the metadatum Value.</summary>
    public ITaskItem[] PropertyLists { get; set; } = [];

    /// <summary>false leaves out the bill of materials, /usr/share/doc/NAME/NAME.spdx.json.</summary>
    public string Sbom { get; set; } = "";

    /// <summary>Address of the repository, where the project publishes it.</summary>
    public string RepositoryUrl { get; set; } = "";

    /// <summary>Files of NuGet packages that are in the app, with NuGetPackageId, NuGetPackageVersion and PathInPackage.</summary>
    public ITaskItem[] Components { get; set; } = [];

    /// <summary>Packages with the .NET runtime that an app brings along, with FrameworkName, NuGetPackageId, NuGetPackageVersion and PackageDirectory.</summary>
    public ITaskItem[] RuntimePacks { get; set; } = [];

    /// <summary>Frameworks that an app may ask for, with FrameworkName and Version.</summary>
    public ITaskItem[] Frameworks { get; set; } = [];

    /// <summary>The frameworks that the app refers to: the SDK resolves all that there are.</summary>
    public string[] FrameworkReferences { get; set; } = [];

    /// <summary>The SDK's ContainerGenerateLabels: false leaves out labels that the project did not ask for one by one.</summary>
    public string GenerateLabels { get; set; } = "";

    /// <summary>An OpenPGP secret key to sign with; with <see cref="SigningCommand"/> a public key is enough.</summary>
    public string SigningKeyFile { get; set; } = "";

    /// <summary>Key ID or fingerprint of the key to take, when the file holds several.</summary>
    public string SigningKeyId { get; set; } = "";

    /// <summary>A file whose first line is the key's passphrase.</summary>
    public string SigningPassphraseFile { get; set; } = "";

    /// <summary>Name of the environment variable that holds the key's passphrase; never the passphrase itself.</summary>
    public string SigningPassphraseVariable { get; set; } = "";

    /// <summary>sha256 (default) or sha512.</summary>
    public string SigningHash { get; set; } = "";

    /// <summary>A shell command that reads bytes and prints their detached OpenPGP signature.</summary>
    public string SigningCommand { get; set; } = "";

    /// <summary>What the package brings beside the image, with TargetPath, Mode, Owner, Group and Kind.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>false where another package brings the users and groups that own files.</summary>
    public string Users { get; set; } = "";

    /// <summary>The project's scripts: the property of each with its path in the metadatum Value.</summary>
    public ITaskItem[] Scripts { get; set; } = [];

    /// <summary>ignore (default) or abort: what a script of the project that fails does to the transaction.</summary>
    public string ScriptFailure { get; set; } = "";

    /// <summary>Every file that the package is made of, or would be if it were there.</summary>
    public string[] InputFiles { get; set; } = [];

    /// <summary>true writes a page about the package beside it.</summary>
    public string ReportPage { get; set; } = "";

    /// <summary>Prints what would be made, and why, instead of making it.</summary>
    public bool IsInfo { get; set; }

    /// <summary>text (default) or json.</summary>
    public string InfoFormatName { get; set; } = "";

    /// <summary>Every property before its default is set, with Value, and Items for the item of the same name.</summary>
    public ITaskItem[] Given { get; set; } = [];

    /// <summary>Each file written, with Name, Version, Release, Architecture, Kind, Sha256 and ImageId.</summary>
    [Output]
    public ITaskItem[] Packages { get; private set; } = [];

    /// <summary>The pages about them.</summary>
    [Output]
    public ITaskItem[] Reports { get; private set; } = [];

    /// <summary>Whether the same properties, items and files make the same packages again, so that nothing needs to be done for them.</summary>
    [Output]
    public bool Repeatable { get; private set; }
}
