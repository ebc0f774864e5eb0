namespace RpmTasks.Packaging.Diagnostics;

/// <summary>
/// Every diagnostic of the package, in one table: RPMT1xxx input, 2xxx image, 3xxx engine, 4xxx rpm, 5xxx service, 9xxx SDK or machine.
/// A code is never reused for another meaning.
/// </summary>
internal static class Rules
{
    public static readonly Rule UnknownValue = Error("RPMT1001", "{0}='{1}' is not a value of this property.", "Use one of: {2}.");
    public static readonly Rule BadPackageName = Error("RPMT1002", "{0}='{1}' cannot name a package: lower-case letters, digits and . _ + - only, a letter or digit first.", "Set RpmPackageName, for example -p:RpmPackageName=orders.");
    public static readonly Rule BadVersion = Error("RPMT1003", "{0}='{1}' cannot be part of a package version: letters, digits and . _ + ~ ^ only, no '-', no '..'.", "For example {2}.");
    public static readonly Rule BadDependency = Error("RPMT1004", "{0}: '{1}' is not a dependency as RPM writes it: {2}.", "For example 'nginx >= 1.20', 'nginx' or '(nginx or httpd)'.");
    public static readonly Rule TwoImageSources = Error("RPMT1005", "{0} and {1} are both set, but one package has one image.", "Remove one of them.");
    public static readonly Rule NoSuchFile = Error("RPMT1006", "{0}='{1}' does not exist.", "Give a path that is absolute or relative to the project file.");
    public static readonly Rule BadText = Error("RPMT1007", "{0} has a control character at position {1}.", "Remove it; {0} is plain text{2}.");
    public static readonly Rule BadNumber = Error("RPMT1008", "{0}='{1}' is not a whole number from {2} to {3}.", "For example {4}.");
    public static readonly Rule NotInThisVersion = Error("RPMT1009", "{0}='{1}' is not supported by this version of RpmTasks.", "{2}");
    public static readonly Rule NothingPublished = Error("RPMT1010", "The publish folder '{0}' holds no files, so there is no app to put into the image.", "Run 'dotnet publish' without --no-build, or set RpmImage to package an existing image.");
    public static readonly Rule BadEnvironment = Error("RPMT1011", "RpmEnvironment '{0}': {1}.", "For example <RpmEnvironment Include=\"Logging__LogLevel__Default\" Value=\"Warning\" />.");
    public static readonly Rule OutputInsidePublish = Error("RPMT1012", "RpmOutputPath='{0}' lies in the publish folder '{1}', so the next image would hold this package.", "Choose a folder beside it, for example -p:RpmOutputPath=artifacts/rpm.");
    public static readonly Rule NotLinux = Error("RPMT1013", "RuntimeIdentifier='{0}' is not a Linux that RPM hosts run.", "Publish with -r linux-x64 or -r linux-arm64.");
    public static readonly Rule BadArchitecture = Error("RPMT1014", "RpmArchitecture='{0}' does not fit the image, which is for {1} ({2}).", "Leave RpmArchitecture unset: it follows the image.");
    public static readonly Rule BadBoolean = Error("RPMT1015", "{0}='{1}' is neither true nor false.", "For example -p:{0}=true.");
    public static readonly Rule BadBuildArgument = Error("RPMT1016", "RpmDockerBuildArg '{0}' is not NAME=value.", "For example <RpmDockerBuildArg Include=\"VERSION\" Value=\"1.2\" />.");
    public static readonly Rule NoEntrypoint = Error("RPMT1017", "The image has no command to start: neither ContainerEntrypoint nor ContainerAppCommand is set and ContainerAppCommandInstruction is '{0}'.", "Remove ContainerAppCommandInstruction, or set ContainerEntrypoint.");

    public static readonly Rule BadContainerPort = Error("RPMT1018", "ContainerPort '{0}' is not a port: {1}.", "For example <ContainerPort Include=\"8080\" Type=\"tcp\" />.");
    public static readonly Rule BadWorkingDirectory = Error("RPMT1019", "ContainerWorkingDirectory='{0}' is not an absolute path of Linux without '..'.", "For example /app.");

    public static readonly Rule PathInAssembly = Warning("RPMT1050", "{0} holds a path of this machine, '{1}', so that a build in another folder gives another package.", "Publish with -p:ContinuousIntegrationBuild=true, which maps the paths of every project of the build.");

    public static readonly Rule ImageNotFound = Error("RPMT2001", "{0}: {1}: {2}.", "Check the path; it is relative to the project file.");
    public static readonly Rule ImageTruncated = Error("RPMT2002", "{0}: {1} is cut or incomplete: {2}.", "Write the archive again, for example with 'docker save -o image.tar NAME'.");
    public static readonly Rule NotAnImage = Error("RPMT2003", "{0}: {1} is no image of the kind that was named: {2}.", "Use docker-archive: for what 'docker save' writes, oci-archive: for an OCI layout in a tar, oci: for its folder.");
    public static readonly Rule DigestMismatch = Error("RPMT2004", "{0}: {1} is not what it should be: {2}.", "The image is damaged or was changed; write or pull it again.");
    public static readonly Rule EscapingPath = Error("RPMT2005", "{0}: {1} reaches outside of itself: {2}.", "Do not trust this archive; write it again from its source.");
    public static readonly Rule LimitExceeded = Error("RPMT2006", "{0}: {1} has more than any real image: {2}.", "Do not trust this archive; write it again from its source.");
    public static readonly Rule ImageNotListed = Error("RPMT2007", "{0}: {1}: {2}.", "Name the image after the path, for example docker-archive:images.tar:nginx:1.27.");
    public static readonly Rule PlatformMissing = Error("RPMT2008", "{0}: {1}: {2}.", "Publish with the -r of an image that is there, for example -r linux-x64, or name another image.");
    public static readonly Rule UnsuitableFile = Error("RPMT2009", "The publish folder has something that cannot stand in an image: {1}: {2}.", "Remove it from the publish output.");
    public static readonly Rule BadReference = Error("RPMT2010", "{0}='{1}' names no image: {2}.", "For example scratch, docker-archive:base.tar, oci:layout, docker-daemon:nginx:1.27 or mcr.microsoft.com/dotnet/aspnet:10.0.");
    public static readonly Rule BasePullFailed = Error("RPMT2011", "{0}='{1}' could not be pulled by the .NET SDK; its own message stands above.", "Check the name and the login, or use a local base: -p:RpmBaseImage=docker-archive:FILE.");
    public static readonly Rule ScratchNeedsStatic = Error("RPMT2012", "RpmBaseImage=scratch has no .NET runtime, and this app starts with '{0}'.", "Publish a static Native AOT app (PublishAot and StaticExecutable), or choose a base with .NET.");

    public static readonly Rule EngineUnreachable = Error("RPMT3001", "{0} needs a container engine: {1}: {2}.", "Start Docker or 'systemctl start podman.socket', set RpmEngineEndpoint, or use docker-archive:, oci-archive: or oci:, which need no engine.");
    public static readonly Rule EngineFailed = Error("RPMT3002", "{0}: the container engine failed for {1}: {2}.", "See the engine's own log.");
    public static readonly Rule BuildFailed = Error("RPMT3003", "{0}: the build of {1} failed: {2}.", "Correct the Dockerfile; 'docker build' shows the same.");
    public static readonly Rule ImageUnavailable = Error("RPMT3004", "{0}: the engine does not have {1}: {2}.", "Pull or build it first, or set RpmImagePull=missing.");

    public static readonly Rule OutputFailed = Error("RPMT4001", "'{0}' could not be written: {1}.", "Check free space and permissions, or set RpmOutputPath to another folder.");
    public static readonly Rule ResultUnsound = Error("RPMT4002", "The package was written but did not pass its own verification, and was removed: {0}.", "This is a fault of RpmTasks or of the disk; please report it with this line.");
    public static readonly Rule BadSpec = Error("RPMT4003", "The package cannot be written: {0}.", "Correct the property or file it names.");
    public static readonly Rule SpoolFailed = Error("RPMT4004", "{0}: '{1}' could not be written: {2}.", "Free space there; it takes what is made on the way, as large as the image at most.");

    public static readonly Rule BadRunArgs = Error("RPMT5001", "RpmRunArgs='{0}' cannot be read as a shell would: {1}.", "For example -p:RpmRunArgs=\"-p 80:80 --env-file=/etc/nginx.env\".");
    public static readonly Rule ReservedRunArg = Error("RPMT5002", "RpmRunArgs has '{0}', which the service unit sets itself.", "Remove it{1}.");
    public static readonly Rule BadPort = Error("RPMT5003", "RpmPort '{0}' is not a port to publish: {1}.", "For example 8080, 80:8080, 8080:8080/tcp or 127.0.0.1:80:8080.");
    public static readonly Rule BadServiceName = Error("RPMT5004", "RpmServiceName='{0}' cannot name a unit and a container: letters, digits and . _ - only, a letter or digit first, at most 200 characters, without the suffix of a unit.", "For example -p:RpmServiceName=orders.");
    public static readonly Rule PortTwice = Error("RPMT5005", "RpmPort publishes host port {0} twice.", "Remove one of them.");
    public static readonly Rule BadUnitName = Error("RPMT5006", "{0}: '{1}' is not the name of a unit.", "For example postgresql.service.");
    public static readonly Rule BadArgument = Error("RPMT5007", "{0}: '{1}' has a character that no systemd unit can carry.", "Remove it.");

    public static readonly Rule ServiceNameTaken = Error("RPMT5008", "RpmServiceName='{0}' is the name of the package's own image unit.", "Choose another, for example the package's name.");

    public static readonly Rule BadUser = Error("RPMT5030", "RpmServiceUser='{0}' is no user for a container: a name or number, with or without ':' and a group.", "For example 1654 or 1654:1654.");
    public static readonly Rule BadCapability = Error("RPMT5031", "RpmServiceCapabilities: '{0}' is no capability of Linux.", "For example NET_BIND_SERVICE; 'none' and 'default' stand alone. capabilities(7) lists them.");
    public static readonly Rule BadMemory = Error("RPMT5032", "RpmServiceMemoryMax='{0}' is no amount of memory of at least 6M: a whole number with K, M, G, T or nothing after it.", "For example 512M or 2G.");
    public static readonly Rule BadCpuQuota = Error("RPMT5033", "RpmServiceCpuQuota='{0}' is no share of a core as systemd writes it: a whole number with '%'.", "For example 50% or 150%.");
    public static readonly Rule BadVolume = Error("RPMT5034", "RpmVolume '{0}': {1}.", "For example /var/lib/orders:/data, orders-data:/data or /etc/pki/ca-trust:/etc/pki/ca-trust:ro.");
    public static readonly Rule VolumeOverSystem = Error("RPMT5035", "RpmVolume gives the container '{0}', a directory of the system.", "Choose one of its own below it, for example /var/lib/orders.");
    public static readonly Rule VolumeTwice = Error("RPMT5036", "RpmVolume mounts '{0}' twice in the container.", "Remove one of them.");
    public static readonly Rule VolumeOwnerUnknown = Error("RPMT5037", "RpmVolume '{0}' is made on the host, but the image runs as '{1}', whose number there is not known.", "Say it: <RpmVolume Include=\"{0}\" Owner=\"101:101\" />, or set RpmServiceUser to a number.");
    public static readonly Rule BadTime = Error("RPMT5038", "{0}='{1}' is no time from 1s to a day: a whole number with s, m, h or nothing after it.", "For example 30s.");
    public static readonly Rule HealthWithoutCommand = Error("RPMT5039", "{0}='{1}' has no meaning without RpmServiceHealthCommand.", "Set RpmServiceHealthCommand too, or remove it.");
    public static readonly Rule HealthyWithoutCheck = Error("RPMT5040", "RpmServiceNotify='healthy' waits for a health check, and there is none.", "Set RpmServiceHealthCommand, for example 'curl -fs localhost:8080/health'.");
    public static readonly Rule NotForDocker = Error("RPMT5041", "{0}='{1}' needs podman: docker cannot do it.", "Remove it, or set RpmServiceEngine=podman.");
    public static readonly Rule BadSignal = Error("RPMT5042", "RpmServiceReloadSignal='{0}' is no signal that an app reloads by.", "For example HUP or USR1.");
    public static readonly Rule BadUnitSection = Error("RPMT5043", "RpmServiceOption '{0}': Section='{1}' is no section of a service unit.", "Use Unit, Service or Install.");
    public static readonly Rule BadUnitOption = Error("RPMT5044", "RpmServiceOption '{0}' with Value='{1}' is not one line of a unit.", "For example <RpmServiceOption Include=\"LimitNOFILE\" Value=\"65536\" />.");
    public static readonly Rule ReservedUnitOption = Error("RPMT5045", "RpmServiceOption '{0}' is what makes the unit work, so the unit sets it itself.", "Remove it{1}.");
    public static readonly Rule BreakingUnitOption = Error("RPMT5046", "RpmServiceOption '{0}' confines the engine's client, not the container, and breaks its networking.", "Confine the container: RpmServiceReadOnly, RpmServiceCapabilities, RpmRunArgs.");

    public static readonly Rule Unexpected = Error("RPMT9002", "RpmTasks failed unexpectedly: {0}.", "Please report this with 'dotnet publish -bl'; the log at detailed verbosity has the stack.");

    public static IReadOnlyList<Rule> All { get; } =
        [.. typeof(Rules).GetFields().Where(field => field.FieldType == typeof(Rule)).Select(field => (Rule)field.GetValue(null)!)];

    private static Rule Error(string code, string text, string remedy) => new(code, Severity.Error, text, remedy);

    private static Rule Warning(string code, string text, string remedy) => new(code, Severity.Warning, text, remedy);
}
