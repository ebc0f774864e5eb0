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
    public static readonly Rule NoLevel = Error("RPMT1009", "{0}='{1}' is the level of a compression, and with {2} nothing is compressed.", "Remove it, or choose a compression.");
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

    public static readonly Rule BadTargetPath = Error("RPMT1021", "RpmFile '{0}': TargetPath='{1}' {2}.", "Give an absolute path on the host, for example TargetPath=\"/etc/orders/orders.json\"; with '/' at its end the file keeps its name.");
    public static readonly Rule PathTwice = Error("RPMT1022", "RpmFile '{0}' and '{1}' are both for '{2}'.", "Remove one, or give it another TargetPath.");
    public static readonly Rule PathTaken = Error("RPMT1023", "RpmFile '{0}' is for '{1}', where RpmTasks puts something of its own.", "Choose another TargetPath; what RpmTasks writes there follows its own properties.");
    public static readonly Rule BelowNoFolder = Error("RPMT1024", "RpmFile '{0}': TargetPath='{1}' lies below '{2}', which is {3} in this package.", "Choose another TargetPath, or make that a folder.");
    public static readonly Rule BadMode = Error("RPMT1025", "RpmFile '{0}': Mode='{1}' is not an octal mode from 0 to 7777.", "For example Mode=\"{2}\".");
    public static readonly Rule BadOwner = Error("RPMT1026", "RpmFile '{0}': {1}='{2}' is not the name of a user or group: a small letter or '_', then up to 30 of those, digits, '_' and '-'. Numbers name nobody to rpm, which would take root.", "For example {1}=\"orders\".");
    public static readonly Rule SetIdNotRoot = Error("RPMT1027", "RpmFile '{0}': Mode='{1}' lets the file run as its {2} '{3}', but rpm drops that bit wherever it does not find that name.", "Leave {2} to root, or take the bit out of Mode.");
    public static readonly Rule DistributionFolder = Error("RPMT1028", "RpmFile '{0}': '{1}' is a folder of the distribution, and its owner, mode and kind are not for another package to set.", "Put files below it; it needs no item of its own. For example TargetPath=\"{1}/\".");
    public static readonly Rule LinkedFolder = Error("RPMT1029", "RpmFile '{0}': TargetPath='{1}' leads through a link of the distribution, which rpm would replace or trip over.", "Write TargetPath=\"{2}\".");
    public static readonly Rule VolatileFolder = Error("RPMT1030", "RpmFile '{0}': TargetPath='{1}' lies in {2}, which holds no files of packages: it is gone after a boot.", "Ship a file for systemd-tmpfiles instead, for example TargetPath=\"/usr/lib/tmpfiles.d/orders.conf\".");
    public static readonly Rule SourceIsFolder = Error("RPMT1031", "{0}='{1}' is a folder.", "{2}");
    public static readonly Rule BadLink = Error("RPMT1032", "RpmFile '{0}' with Kind=symlink {1}.", "Include is what the link points to, TargetPath where it lies, for example Include=\"../orders/orders.json\" TargetPath=\"/etc/orders.json\" Kind=\"symlink\".");
    public static readonly Rule UnreadableFile = Error("RPMT1033", "{0}='{1}' cannot be read: {2}.", "Give another file, or correct this one.");
    public static readonly Rule ForeignShebang = Error("RPMT1034", "{0}='{1}' begins with '{2}', but scripts of a package run in /bin/sh, on whatever shell the host has there.", "Write it for POSIX sh and begin with #!/bin/sh or nothing, or install it with RpmFile and call it.");
    public static readonly Rule BadScript = Error("RPMT1035", "{0}='{1}', line {2}: {3}.", "Correct it; 'sh -n FILE' shows the same.");
    public static readonly Rule ScriptHasControl = Error("RPMT1036", "{0}='{1}', line {2}: a control character.", "Remove it; printf can write it: printf '\\033[0m'.");
    public static readonly Rule BadChangelog = Error("RPMT1037", "RpmChangelogFile='{0}', line {1}: {2}.", "An entry is '* Mon Jan 05 2026 Name <mail> - 1.0-1' and lines that begin with '- ' below it, the newest first.");
    public static readonly Rule BogusDate = Warning("RPMT1038", "RpmChangelogFile='{0}', line {1}: {2} was a {3}.", "Correct the weekday; the date itself counts.");
    public static readonly Rule BadUrl = Error("RPMT1039", "RpmUrl='{0}' is not an absolute address.", "For example https://example.com/orders.");
    public static readonly Rule BadSysusers = Error("RPMT1040", "RpmFile for '{0}', line {1}: '{2}' is not a line for systemd-sysusers that rpm can act on.", "For example 'u orders - \"Order service\"', 'g orders -' or 'm orders video'.");
    public static readonly Rule LongSummary = Warning("RPMT1041", "RpmSummary has {0} characters; lists of packages show 79.", "Shorten it, and say the rest in RpmDescription.");
    public static readonly Rule UnknownName = Warning("RPMT1080", "{0} is no {1} of RpmTasks, and nothing in the project reads it.", "{2}");
    public static readonly Rule UnknownMetadatum = Warning("RPMT1081", "{0} has no metadatum {1}, and nothing in the project reads it.", "{2}");
    public static readonly Rule BadCacheFolder = Error("RPMT1052", "RpmCacheDirectory='{0}' is no folder.", "For example -p:RpmCacheDirectory=/var/cache/rpmtasks.");
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

    public static readonly Rule KeyFileUnreadable = Error("RPMT4010", "RpmSigningKeyFile='{0}' could not be read: {1}.", "Give a path that is absolute or relative to the project file, for example -p:RpmSigningKeyFile=/run/secrets/signing-key.asc.");
    public static readonly Rule NotAKey = Error("RPMT4011", "RpmSigningKeyFile='{0}' holds no sound OpenPGP key: {1}.", "Write it with 'gpg --export-secret-keys --armor KEY'.");
    public static readonly Rule OnlyPublicKeys = Error("RPMT4012", "RpmSigningKeyFile='{0}' holds public keys only: {1}.", "Write the secret key with 'gpg --export-secret-keys --armor KEY'. A public key is enough with RpmSigningCommand only.");
    public static readonly Rule WrongPassphrase = Error("RPMT4013", "{0} does not open the key in RpmSigningKeyFile='{1}'.", "Give the passphrase that the key was exported with, in UTF-8; only its first line counts. A damaged key file looks the same.");
    public static readonly Rule PassphraseMissing = Error("RPMT4014", "The key in RpmSigningKeyFile='{0}' is protected with a passphrase, and none is given.", "Set RpmSigningPassphraseFile to a file that holds it, or RpmSigningPassphraseVariable to the name of an environment variable that does.");
    public static readonly Rule NoPassphrase = Error("RPMT4015", "{0}='{1}' gives no passphrase: {2}.", "RpmSigningPassphraseFile is a file whose first line is the passphrase, RpmSigningPassphraseVariable the name of an environment variable that holds it, for example -p:RpmSigningPassphraseVariable=SIGNING_PASSPHRASE.");
    public static readonly Rule TwoPassphrases = Error("RPMT4016", "{0} and {1} are both set, {2}.", "Remove one of them.");
    public static readonly Rule NoKeyFile = Error("RPMT4017", "{0} is set without RpmSigningKeyFile, so nothing would be signed.", "Set RpmSigningKeyFile to the secret key; with RpmSigningCommand to the public key, which the command's signature is verified with.");
    public static readonly Rule SeveralKeys = Error("RPMT4018", "RpmSigningKeyFile='{0}' holds several keys: {1}.", "Set RpmSigningKeyId to the fingerprint of one of them.");
    public static readonly Rule KeyNotFound = Error("RPMT4019", "RpmSigningKeyId='{0}' {1}.", "Give the 16 digits of a long key ID or the 40 of a fingerprint, as 'gpg --list-keys --with-subkey-fingerprint' shows them.");
    public static readonly Rule KeyExpired = Error("RPMT4020", "The key in RpmSigningKeyFile='{0}' has expired: {1}.", "Extend it with 'gpg --quick-set-expire FINGERPRINT 2y', or a subkey of it with 'gpg --quick-set-expire FINGERPRINT 2y SUBKEY-FINGERPRINT'; export it again, and import the public key on the hosts again.");
    public static readonly Rule KeyRevoked = Error("RPMT4021", "The key in RpmSigningKeyFile='{0}' is revoked: {1}.", "Sign with another key, and import its public key on the hosts.");
    public static readonly Rule NoSigningKey = Error("RPMT4022", "RpmSigningKeyFile='{0}' has no key that can sign: {1}.", "Add one with 'gpg --quick-add-key FINGERPRINT rsa3072 sign', and export with 'gpg --export-secret-keys --armor KEY'.");
    public static readonly Rule UnsupportedKey = Error("RPMT4023", "The key in RpmSigningKeyFile='{0}' cannot be used: {1}.", "Sign with an RSA or Ed25519 key, for example of 'gpg --quick-generate-key \"NAME\" rsa3072 sign never'.");
    public static readonly Rule KeyTooShort = Error("RPMT4024", "The key in RpmSigningKeyFile='{0}' is too short: {1}, and hosts refuse RSA keys below 2048 bits.", "Make a longer one, for example with 'gpg --quick-generate-key \"NAME\" rsa3072 sign never'.");
    public static readonly Rule WeakSelfSignature = Error("RPMT4025", "The key in RpmSigningKeyFile='{0}' is bound together by signatures over SHA-1, which rpm on EL9 and later refuses: {1}.", "Sign it anew with 'gpg --cert-digest-algo SHA256 --quick-set-expire FINGERPRINT never' (and once more with '*' for its subkeys; one that is still refused is replaced with 'gpg --quick-add-key FINGERPRINT rsa3072 sign'), export it again, and import the public key on the hosts again.");
    public static readonly Rule KeyTooNew = Error("RPMT4026", "The key in RpmSigningKeyFile='{0}' is newer than the package: {1}.", "Sign with a key that was made before, or do not set SOURCE_DATE_EPOCH.");
    public static readonly Rule SigningCommandFailed = Error("RPMT4027", "RpmSigningCommand failed: {0}.", "Run it by hand: it gets bytes on its standard input, and prints their signature, as 'gpg --batch --detach-sign -u KEY' does.");
    public static readonly Rule NoSignature = Error("RPMT4028", "RpmSigningCommand printed no OpenPGP signature that every rpm reads: {0}.", "It must print a detached signature of version 4 over binary data and nothing else, as 'gpg --batch --detach-sign -u KEY' does.");
    public static readonly Rule WrongSignature = Error("RPMT4029", "The signature of RpmSigningCommand does not stand with the key {0} in RpmSigningKeyFile: {1}.", "Let the command sign with that key, over SHA-256 or SHA-512, or name its public key in RpmSigningKeyFile.");
    public static readonly Rule NoSuchRpm = Error("RPMT4030", "'{0}' cannot be read: {1}.", "Check RpmPackageFile; a path in it is absolute or relative to the project file.");
    public static readonly Rule NotAnRpm = Error("RPMT4031", "'{0}' is no RPM: {1}.", "Name a file that rpm -qip can show.");
    public static readonly Rule DamagedRpm = Error("RPMT4032", "{0} is damaged: {1}: {2}.", "{3}");
    public static readonly Rule RpmNote = new("RPMT4033", Severity.Warning, "{0}: {1}: {2}.", "{3}");
    public static readonly Rule BadVerifyKey = Error("RPMT4034", "RpmVerifyKeyFile='{0}' cannot be used: {1}.", "Export the public key with 'gpg --export --armor ID' and name that file.");
    public static readonly Rule UntrustedRpm = Error("RPMT4036", "{0} is not signed by a key of RpmVerifyKeyFile: {1}: {2}.", "{3}");
    public static readonly Rule NothingToRead = Error("RPMT4035", "There is no RPM to read: {0}.", "Pack first, or name one: -p:RpmPackageFile=orders-1.0.0-1.x86_64.rpm.");

    public static readonly Rule NotForOldestRpm = Warning("RPMT4050", "RpmPayloadCompression=gzip makes a package for hosts as old as EL7, whose rpm 4.11 refuses this one: {0}.", "Replace '(a or b)' by one name (for the engine: -p:RpmServiceEngineRequires=docker-ce), take '^' out of versions, keep files below 4 GiB and bundle the layers; or leave RpmPayloadCompression unset if no such host is meant.");

    public static readonly Rule RepositoryFailed = Error("RPMT4060", "RpmRepositoryPath='{0}' could not be brought up to date: {1}.", "Check free space and permissions, and pack again; the repository has its earlier index until then, and the package lies in {2}.");
    public static readonly Rule BadRepositoryPlace = Error("RPMT4061", "RpmRepositoryPath='{0}' cannot be a repository: {1}.", "Choose a folder of its own, for example -p:RpmRepositoryPath=/srv/rpm/example.");
    public static readonly Rule NoRpmInRepository = Error("RPMT4062", "'{0}' in the repository cannot be read as an RPM: {1}.", "Remove it or put it there again, and pack again.");
    public static readonly Rule RepositoryNoLongerSigned = Warning("RPMT4063", "RpmRepositoryPath='{0}' was signed and no longer is: this build has no key, and the old signature does not stand for the new index.", "Set RpmSigningKeyFile; hosts with repo_gpgcheck=1 refuse the repository until then.");

    public static readonly Rule LayerNameTaken = Error("RPMT4070", "{0} has another layer under the name of {1}: a package is named by the first 16 digits of its layer.", "Move that file away and pack again, or set RpmImageLayers=bundled.");

    public static readonly Rule BadRunArgs = Error("RPMT5001", "RpmRunArgs='{0}' cannot be arguments of the engine's run: {1}.", "For example -p:RpmRunArgs=\"-p 80:80 --env-file=/etc/nginx.env\".");
    public static readonly Rule ReservedRunArg = Error("RPMT5002", "RpmRunArgs has '{0}', which the service unit sets itself.", "Remove it{1}.");
    public static readonly Rule BadPort = Error("RPMT5003", "RpmPort '{0}' is not a port to publish: {1}.", "For example 8080, 80:8080, 8080:8080/tcp or 127.0.0.1:80:8080.");
    public static readonly Rule BadServiceName = Error("RPMT5004", "RpmServiceName='{0}' cannot name a unit and a container: letters, digits and . _ - only, a letter or digit first, at most 200 characters, without the suffix of a unit.", "For example -p:RpmServiceName=orders.");
    public static readonly Rule PortTwice = Error("RPMT5005", "RpmPort publishes host port {0} twice.", "Remove one of them.");
    public static readonly Rule BadUnitName = Error("RPMT5006", "{0}: '{1}' is not the name of a unit.", "For example postgresql.service.");
    public static readonly Rule BadArgument = Error("RPMT5007", "{0}: '{1}' has a character that no systemd unit can carry.", "Remove it.");

    public static readonly Rule ServiceNameTaken = Error("RPMT5008", "RpmServiceName='{0}' is the name of the package's own image unit.", "Choose another, for example the package's name.");

    public static readonly Rule BadSocket = Error("RPMT5020", "RpmServiceSocket='{0}' is nothing that systemd listens on for an app: {1}.", "For example 8080, 127.0.0.1:8080, [::1]:8080 or /run/orders.socket.");
    public static readonly Rule NotForKind = Error("RPMT5021", "{0}='{1}' has no meaning for RpmServiceKind={2}: {3}.", "Remove it, or choose another kind.");
    public static readonly Rule QuadletNeedsPodman = Error("RPMT5022", "RpmServiceKind=quadlet is podman's own, and RpmServiceEngine is '{0}'.", "Remove RpmServiceEngine, or use RpmServiceKind=service.");
    public static readonly Rule PortOfTemplate = Error("RPMT5023", "RpmPort '{0}' would be claimed by every instance of the template.", "Name the instances after their ports: RpmPort=%i:{1}, then systemctl start {2}@8081; or leave the ports to /etc/sysconfig/{2}-INSTANCE.");

    public static readonly Rule BadUser = Error("RPMT5030", "RpmServiceUser='{0}' is no user for a container: a name or number, with or without ':' and a group.", "For example 1654 or 1654:1654.");
    public static readonly Rule BadCapability = Error("RPMT5031", "RpmServiceCapabilities: '{0}' is no capability of Linux.", "For example NET_BIND_SERVICE; 'none' and 'default' stand alone. capabilities(7) lists them.");
    public static readonly Rule BadMemory = Error("RPMT5032", "RpmServiceMemoryMax='{0}' is no amount of memory of at least 6M: a whole number with K, M, G, T or nothing after it.", "For example 512M or 2G.");
    public static readonly Rule BadCpuQuota = Error("RPMT5033", "RpmServiceCpuQuota='{0}' is no share of a core as systemd writes it: a whole number with '%'.", "For example 50% or 150%.");
    public static readonly Rule BadVolume = Error("RPMT5034", "RpmVolume '{0}': {1}.", "For example /var/lib/orders:/data, orders-data:/data or /etc/pki/ca-trust:/etc/pki/ca-trust:ro.");
    public static readonly Rule VolumeOverSystem = Error("RPMT5035", "RpmVolume gives the container '{0}', a directory of the system{1}.", "Choose one of its own, for example /var/lib/orders{2}.");
    public static readonly Rule VolumeTwice = Error("RPMT5036", "RpmVolume mounts '{0}' twice in the container.", "Remove one of them.");
    public static readonly Rule VolumeOwnerUnknown = Error("RPMT5037", "RpmVolume '{0}' is made on the host, but the image runs as '{1}', whose number there is not known.", "Say it: <RpmVolume Include=\"{0}\" Owner=\"101:101\" />, or set RpmServiceUser to a number.");
    public static readonly Rule BadTime = Error("RPMT5038", "{0}='{1}' is no time from 1s to a day: a whole number with s, m, h or nothing after it.", "For example 30s.");
    public static readonly Rule HealthWithoutCommand = Error("RPMT5039", "{0}='{1}' has no meaning without RpmServiceHealthCommand.", "Set RpmServiceHealthCommand too, or remove it.");
    public static readonly Rule HealthyWithoutCheck = Error("RPMT5040", "RpmServiceNotify='healthy' waits for a health check, and there is none.", "Set RpmServiceHealthCommand, for example 'curl -fs localhost:8080/health'.");
    public static readonly Rule NotForDocker = Error("RPMT5041", "{0}='{1}' needs podman: docker cannot do it.", "Remove it, or set RpmServiceEngine=podman.");
    public static readonly Rule BadSignal = Error("RPMT5042", "RpmServiceReloadSignal='{0}' is no signal that an app reloads by.", "For example HUP or USR1.");
    public static readonly Rule BadUnitSection = Error("RPMT5043", "RpmServiceOption '{0}': Section='{1}' is no section of the units of this package.", "Use one of {2}.");
    public static readonly Rule BadUnitOption = Error("RPMT5044", "RpmServiceOption '{0}' with Value='{1}' is not one line of a unit.", "For example <RpmServiceOption Include=\"LimitNOFILE\" Value=\"65536\" />.");
    public static readonly Rule ReservedUnitOption = Error("RPMT5045", "RpmServiceOption '{0}' is what makes the unit work, so the unit sets it itself.", "Remove it{1}.");
    public static readonly Rule BadUnitFile = Error("RPMT5047", "RpmUnitFile='{0}' is no unit that runs the image: {1}.", "It needs a section [Service] and the image's place in the command, for example ExecStart=/usr/bin/podman run --name=@NAME@ --rm --pull=never @RUNARGS@ @IMAGE@.");
    public static readonly Rule OptionsWithUnitFile = Error("RPMT5048", "RpmServiceOption '{0}' is set together with RpmUnitFile, which says all of the unit itself.", "Write the line into that file.");
    public static readonly Rule BreakingUnitOption = Error("RPMT5046", "RpmServiceOption '{0}' confines the engine's client, not the container, and breaks its networking.", "Confine the container: RpmServiceReadOnly, RpmServiceCapabilities, RpmRunArgs.");
    public static readonly Rule VolumeOfImageLost = Warning("RPMT5049", "The image declares '{0}' a volume, and no RpmVolume keeps it: what is written there lasts only as long as the container, which every stop and restart removes.", "Keep it: RpmVolume={1}:{0}. Where it need not last, RpmRunArgs=--tmpfs={0} says so.");
    public static readonly Rule LostByQuadlet = Error("RPMT5055", "RpmRunArgs: quadlet cannot carry '{0}': {1}.", "Remove it, or use RpmServiceKind=service, which can.");

    public static readonly Rule NeedsEngine = Error("RPMT5060", "{0}='{1}' is for a container engine, and RpmServiceEngine=systemd has none: {2}.", "{3}.");
    public static readonly Rule RunArgWithoutEngine = Error("RPMT5061", "RpmRunArgs has '{0}', but with RpmServiceEngine=systemd there is no engine to take it.", "{1}.");
    public static readonly Rule PortOfHost = Error("RPMT5062", "RpmPort '{0}': with RpmServiceEngine=systemd the service has the host's own network, where {1}.", "{2}.");
    public static readonly Rule NoAccount = Error("RPMT5063", "RpmServiceUser='{0}' is a number or has a group, and systemd starts a service as an account of the host only.", "Leave it unset for a user of the service's own, made at each start; or name an account, for example one that an RpmFile for /usr/lib/sysusers.d makes; or root.");
    public static readonly Rule NotForUnit = Error("RPMT5064", "The image's {0} '{1}' cannot be given to a unit: {2}.", "{3}.");
    public static readonly Rule VolumeOfHost = Error("RPMT5065", "RpmVolume '{0}' with RpmServiceEngine=systemd: {1}.", "{2}.");

    public static readonly Rule BadCalendar = Error("RPMT5050", "RpmServiceOnCalendar='{0}' is no time that systemd reads: {1}.", "For example 'Mon..Fri 02:30', 'hourly' or '*:0/15'; several are separated by ';'. systemd.time(7) and 'systemd-analyze calendar' explain them.");
    public static readonly Rule CalendarWithoutTimer = Error("RPMT5051", "RpmServiceOnCalendar='{0}' has no timer to set: RpmServiceKind is '{1}'.", "Set RpmServiceKind=timer, or remove RpmServiceOnCalendar.");
    public static readonly Rule TimerWithoutCalendar = Error("RPMT5052", "RpmServiceKind=timer has no time to start its job at.", "Set RpmServiceOnCalendar, for example to 'Mon..Fri 02:30'.");

    public static readonly Rule NoStartCommand = Error("RPMT5070", "The image has neither an entrypoint nor a command, so RpmServiceEngine=systemd has nothing to start.", "Set ContainerEntrypoint or ContainerAppCommand, or ENTRYPOINT in the Dockerfile.");
    public static readonly Rule NoStartProgram = Error("RPMT5071", "The image starts '{0}', and no such program is in its file system: {1}.", "Put the program there, or name it by its absolute path in the image's entrypoint.");
    public static readonly Rule NoShellInImage = Error("RPMT5072", "The image starts '{0}', a command for a shell, and has no shell {1}.", "Write the entrypoint as a list, [\"/app/orders\", \"--verbose\"], so that no shell is needed, or use a base that has one.");
    public static readonly Rule StartProgramClosed = Error("RPMT5073", "The image starts '{0}', and {1} cannot be started: {2}.", "In the image it must be a program that every user may execute, in directories that every user may enter (chmod 0755).");
    public static readonly Rule NoInterpreter = Error("RPMT5074", "The image starts '{0}', and {1} cannot be started: {2}, which is not in the image.", "Use a base that has it, or build a program that needs none: for .NET -p:PublishAot=true with -p:StaticExecutable=true on linux-musl, or a self-contained app on a base with glibc.");
    public static readonly Rule ForeignProgram = Error("RPMT5075", "The image starts '{0}', and {2} is a program for {3}, while the image is for {4}.", "Publish for the image's platform (-r linux-x64, linux-arm64), or take the base of the app's.");
    public static readonly Rule OwnersLost = Error("RPMT5076", "RpmServiceEngine=systemd installs the image's files as root's, and these belong to another user, who would expect to write them: {0}.", "Give the service what it writes as a volume (<RpmVolume Include=\"/var/lib/orders:{1}\" />), let the files be root's in the image (COPY --chown=0:0), or use RpmServiceEngine=podman.");
    public static readonly Rule NoBaseToShare = Error("RPMT5077", "RpmImageLayers=shared with RpmServiceEngine=systemd shares the base that the project's app is put on, and {0}='{1}' has none: {2}.", "Remove RpmImageLayers, or use RpmServiceEngine=podman, which shares layers.");

    public static readonly Rule BadRole = Error("RPMT5080", "RpmServiceUnit '{0}' cannot name a service of the package: {1}.", "For example <RpmServiceUnit Include=\"worker\" Arguments=\"worker\" />.");
    public static readonly Rule RoleTwice = Error("RPMT5081", "RpmServiceUnit '{0}' is there twice, and both would be one unit.", "Give one of them another name, or remove it.");
    public static readonly Rule PortOfTwo = Error("RPMT5082", "RpmServiceUnit '{0}' and '{1}' both want host port {2}.", "Give one of them another, for example Port=\"8081:8080\".");
    public static readonly Rule OfOneService = Error("RPMT5083", "{0}='{1}' can be of one service only, and RpmServiceUnit makes several.", "Write it as {2}=\"{1}\" at the RpmServiceUnit that it is of.");
    public static readonly Rule BadServiceArguments = Error("RPMT5084", "Arguments='{0}' cannot be arguments of the app: {1}.", "For example Arguments=\"worker --queue 'new orders'\".");
    public static readonly Rule TemplateAmongSeveral = Error("RPMT5085", "A template cannot be one of several services: their target starts them all, and only the administrator knows the instances.", "Use Kind=service, or make a package of its own for it.");
    public static readonly Rule UnitFileOfSeveral = Error("RPMT5086", "RpmUnitFile='{0}' is one unit, and RpmServiceUnit makes several.", "Remove one of them; lines for all units go into RpmServiceOption.");
    public static readonly Rule DirectoryOfTwo = Error("RPMT5087", "RpmServiceUnit: two services mount '{0}', each with another owner or mode.", "Give both the same User, or say Owner and Mode once: <RpmVolume Include=\"{0}:/data\" Owner=\"1654\" Mode=\"770\" />.");
    public static readonly Rule SeveralWithoutEngine = Error("RPMT5088", "RpmServiceUnit makes several services of one image, and with RpmServiceEngine=systemd a package has one.", "Use RpmServiceEngine=podman or docker, or make a package for each service; with RpmImageLayers=shared they share their base.");

    public static readonly Rule CacheUnusable = Warning("RPMT9010", "The cache in '{0}' cannot be written: {1}.", "The package is complete; the next build compresses its layers again. Free space there, set RpmCacheDirectory to a folder that can be written, or RpmCache=false.");
    public static readonly Rule Unexpected = Error("RPMT9002", "RpmTasks failed unexpectedly: {0}.", "Please report this with 'dotnet publish -bl'; the log at detailed verbosity has the stack.");

    public static IReadOnlyList<Rule> All { get; } =
        [.. typeof(Rules).GetFields().Where(field => field.FieldType == typeof(Rule)).Select(field => (Rule)field.GetValue(null)!)];

    private static Rule Error(string code, string text, string remedy) => new(code, Severity.Error, text, remedy);

    private static Rule Warning(string code, string text, string remedy) => new(code, Severity.Warning, text, remedy);
}
