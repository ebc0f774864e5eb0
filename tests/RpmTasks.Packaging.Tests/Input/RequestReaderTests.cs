using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Images;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Input;

/// <summary>One wrong wish a row: its code, and what the message names.</summary>
public sealed class RequestReaderTests
{
    private static TestCaseData[] WrongWishes { get; } =
    [
        Metadata("RPMT1002", "RpmPackageName=''", wish => wish with { Name = "" }),
        Metadata("RPMT1003", "RpmRelease='1-2'", wish => wish with { Release = "1-2" }),
        Metadata("RPMT1003", "RpmVersion='1.0-rc'", wish => wish with { Version = "1.0-rc" }),
        Metadata("RPMT1004", "RpmRequires: 'a >='", wish => wish with { Dependencies = [new("RpmRequires", "a >=")] }),
        Metadata("RPMT1004", "RpmRecommends: 'a >= 1-2-3'", wish => wish with { Dependencies = [new("RpmRecommends", "a >= 1-2-3")] }),
        Metadata("RPMT1004", "RpmSuggests: '$(id)'", wish => wish with { Dependencies = [new("RpmSuggests", "$(id)")] }),
        Metadata("RPMT1004", "RpmSupplements: 'a %{b}'", wish => wish with { Dependencies = [new("RpmSupplements", "a %{b}")] }),
        Metadata("RPMT1004", "RpmEnhances: 'a>=1'", wish => wish with { Dependencies = [new("RpmEnhances", "a>=1")] }),
        Metadata("RPMT1004", "RpmProvides: '(a or b)'", wish => wish with { Dependencies = [new("RpmProvides", "(a or b)")] }),
        Metadata("RPMT1004", "RpmObsoletes: '(a or b)'", wish => wish with { Dependencies = [new("RpmObsoletes", "(a or b)")] }),
        Metadata("RPMT1006", "RpmChangelogFile='none'", wish => wish with { ChangelogFile = "none" }),
        Metadata("RPMT1008", "RpmEpoch='4294967296'", wish => wish with { Epoch = "4294967296" }),
        Metadata("RPMT1004", "RpmConflicts: '(a or'", wish => wish with { Dependencies = [new("RpmConflicts", "(a or")] }),
        Metadata("RPMT1007", "RpmSummary has a control character at position 4", wish => wish with { Summary = "One\ntwo" }),
        Metadata("RPMT1007", "RpmDescription has a control character at position 4", wish => wish with { Description = "a\nb\u0007" }),
        Metadata("RPMT1008", "RpmEpoch='-1'", wish => wish with { Epoch = "-1" }),
        Metadata("RPMT1008", "RpmPayloadCompressionLevel='10'", wish => wish with { PayloadCompression = "gzip", PayloadCompressionLevel = "10" }),
        Metadata("RPMT1001", "RpmPayloadCompression='xz'", wish => wish with { PayloadCompression = "xz" }),
        Metadata("RPMT5007", "RpmVendor", wish => wish with { Vendor = "a\ufffeb" }),
        Image("RPMT1001", "RpmImagePull='sometimes'", wish => wish with { Pull = "sometimes" }),
        Image("RPMT1001", "RpmImageCompression='lz4'", wish => wish with { Compression = "lz4" }),
        Image("RPMT1008", "RpmImageCompressionLevel='20' is not a whole number from 1 to 19", wish => wish with { Compression = "zstd", CompressionLevel = "20" }),
        Image("RPMT1008", "RpmImageCompressionLevel='0' is not a whole number from 1 to 19", wish => wish with { Compression = "zstd", CompressionLevel = "0" }),
        Image("RPMT1008", "RpmImageCompressionLevel='10' is not a whole number from 1 to 9", wish => wish with { Compression = "gzip", CompressionLevel = "10" }),
        Image("RPMT1008", "RpmImageCompressionLevel='fast'", wish => wish with { Compression = "gzip", CompressionLevel = "fast" }),
        Image("RPMT1009", "RpmImageCompressionLevel='3' is the level of a compression, and with RpmImageCompression=none nothing", wish => wish with { Compression = "none", CompressionLevel = "3" }),
        Image("RPMT1009", "and with RpmImageCompression=keep nothing", wish => wish with { Compression = "keep", CompressionLevel = "3" }),
        Metadata("RPMT1009", "RpmPayloadCompressionLevel='3'", wish => wish with { PayloadCompression = "none", PayloadCompressionLevel = "3" }),
        Image("RPMT1009", "RpmImageCompressionLevel='3'", wish => wish with { CompressionLevel = "3" }),
        Image("RPMT1005", "RpmImage and RpmDockerfile", wish => wish with { Dockerfile = "Dockerfile" }),
        Image("RPMT1006", "RpmDockerfile='Dockerfile.none'", wish => wish with { Image = "", Dockerfile = "Dockerfile.none" }),
        Image("RPMT1013", "RuntimeIdentifier='osx-arm64'", wish => wish with { RuntimeIdentifier = "osx-arm64" }),
        Image("RPMT1016", "RpmDockerBuildArg '=1'", wish => wish with { Image = "", Dockerfile = "/dev/null", DockerBuildArguments = [new("=1", "")] }),
        Image("RPMT1006", "RpmDockerContext='nowhere'", wish => wish with { Image = "", Dockerfile = "/dev/null", DockerContext = "nowhere" }),
        Image("RPMT2010", "RpmBaseImage='Up:er:'", wish => wish with { Image = "", BaseImage = "Up:er:" }),
        Image("RPMT2010", "RpmImage='Up:er:'", wish => wish with { Image = "Up:er:" }),
        App("RPMT1018", "ContainerPort '99999/tcp'", wish => wish with { Ports = [new("99999", "")] }),
        App("RPMT1018", "ContainerPort 'http/foo'", wish => wish with { Ports = [new("http", "foo")] }),
        App("RPMT1019", "ContainerWorkingDirectory='srv/app'", wish => wish with { WorkingDirectory = "srv/app" }),
        App("RPMT1019", "ContainerWorkingDirectory='/srv/../etc'", wish => wish with { WorkingDirectory = "/srv/../etc" }),
        Service("RPMT1015", "RpmService='yes'", wish => wish with { Service = "yes" }),
        Service("RPMT1015", "RpmServiceStart='1'", wish => wish with { Start = "1" }),
        Service("RPMT1015", "RpmPublishPorts='none'", wish => wish with { PublishPorts = "none" }),
        Service("RPMT1015", "RpmServiceReadOnly='ro'", wish => wish with { ReadOnly = "ro" }),
        Service("RPMT1015", "RpmServiceRestartOnUpgrade='never'", wish => wish with { RestartOnUpgrade = "never" }),
        Service("RPMT1001", "RpmServiceEngine='lxc'", wish => wish with { Engine = "lxc" }),
        Service("RPMT1008", "RpmServiceStartTimeout='90s'", wish => wish with { StartTimeout = "90s" }),
        Service("RPMT5006", "RpmServiceWants: 'a b.service'", wish => wish with { Wants = ["a b.service"] }),
        Service("RPMT1001", "RpmServiceEnable='always'", wish => wish with { Enable = "always" }),
        Service("RPMT1001", "RpmServiceRestart='often'", wish => wish with { Restart = "often" }),
        Service("RPMT1001", "RpmHostBaseline='el6'", wish => wish with { HostBaseline = "el6" }),
        Service("RPMT1001", "RpmServiceKind='daemon'", wish => wish with { Kind = "daemon" }),
        Service("RPMT1004", "RpmServiceEngineRequires", wish => wish with { EngineRequires = "docker >=" }),
        Service("RPMT1008", "RpmServiceStopTimeout='0'", wish => wish with { StopTimeout = "0" }),
        Service("RPMT1001", "RpmServiceEngine='lxc'", wish => wish with { Engine = "lxc" }),
        Service("RPMT5020", "RpmServiceSocket='http'", wish => wish with { Sockets = ["http"] }),
        Service("RPMT5020", "'/run/a b'", wish => wish with { Sockets = ["/run/a b"] }),
        Service("RPMT5021", "RpmServiceNotify='conmon'", wish => wish with { Kind = "timer", OnCalendar = ["daily"], Notify = "conmon" }),
        Service("RPMT5021", "systemd before 244", wish => wish with { Kind = "timer", OnCalendar = ["daily"], Restart = "on-failure" }),
        Service("RPMT5021", "a job that succeeded is done", wish => wish with { Kind = "timer", OnCalendar = ["daily"], Restart = "always" }),
        Service("RPMT5021", "RpmServiceEnable='enable'", wish => wish with { Kind = "template", Enable = "enable" }),
        Service("RPMT5022", "RpmServiceEngine is 'docker'", wish => wish with { Kind = "quadlet", Engine = "docker" }),
        Service("RPMT5020", "RpmServiceSocket=':8080'", wish => wish with { Sockets = [":8080"] }),
        Service("RPMT5020", "RpmServiceSocket='08080'", wish => wish with { Sockets = ["08080"] }),
        Service("RPMT5020", "RpmServiceSocket='8080/tcp'", wish => wish with { Sockets = ["8080/tcp"] }),
        Service("RPMT5020", "RpmServiceSocket='[fe80::1%1]:80'", wish => wish with { Sockets = ["[fe80::1%1]:80"] }),
        Service("RPMT5023", "RpmPort '8080'", wish => wish with { Kind = "template", Ports = ["8080"] }),
        Service("RPMT5003", "RpmPort '%i:8080'", wish => wish with { Ports = ["%i:8080"] }),
        Service("RPMT5005", "host port 8080/tcp", wish => wish with { Ports = ["8080:80"], Sockets = ["8080"] }),
        Service("RPMT5041", "RpmServiceSocket='8080'", wish => wish with { Engine = "docker", Sockets = ["8080"] }),
        Service("RPMT1011", "RpmEnvironment 'A B'", wish => wish with { Environment = [new("A B", "1")] }),
        Service("RPMT1011", "RpmEnvironment 'A'", wish => wish with { Environment = [new("A", "1\n2")] }),
        Service("RPMT5001", "never closed", wish => wish with { RunArguments = "'" }),
        Service("RPMT5001", "take '80:80' for the image", wish => wish with { RunArguments = "80:80 -p" }),
        Service("RPMT5001", "take 'nginx' for the image", wish => wish with { RunArguments = "-- nginx" }),
        Service("RPMT5001", "take '' for the image", wish => wish with { RunArguments = "''" }),
        Service("RPMT5002", "'--restart'", wish => wish with { RunArguments = "--restart=always" }),
        Service("RPMT5003", "RpmPort 'http'", wish => wish with { Ports = ["http"] }),
        Service("RPMT5004", "RpmServiceName='my service'", wish => wish with { Name = "my service" }),
        Service("RPMT5004", "RpmServiceName='orders.service'", wish => wish with { Name = "orders.service" }),
        Service("RPMT5005", "host port 127.0.0.1:8080/tcp", wish => wish with { Ports = ["8080", "127.0.0.1:8080:80"] }),
        Service("RPMT5005", "host port 0.0.0.0:8080/tcp", wish => wish with { Ports = ["127.0.0.1:8080:80", "0.0.0.0:8080:80"] }),
        Service("RPMT5005", "host port [::1]:8080/tcp", wish => wish with { Sockets = ["[::]:8080", "[::1]:8080"] }),
        Service("RPMT5005", "host port 80/tcp", wish => wish with { Ports = ["80:80", "80:8080"] }),
        Service("RPMT5006", "RpmServiceAfter: 'postgresql'", wish => wish with { After = ["postgresql"] }),
        Service("RPMT5007", "RpmRunArgs", wish => wish with { RunArguments = "--label=\ufffe" }),
        Service("RPMT5055", "cannot carry ''", wish => wish with { Kind = "quadlet", RunArguments = "--label ''" }),
        Service("RPMT5055", "cannot carry ';'", wish => wish with { Kind = "quadlet", RunArguments = "--label ';' ';'" }),
        Service("RPMT5055", "a single byte", wish => wish with { Kind = "quadlet", RunArguments = "--label=a\u0080b" }),
        Service("RPMT5030", "RpmServiceUser='a b'", wish => wish with { User = "a b" }),
        Service("RPMT5030", "RpmServiceUser='a:b:c'", wish => wish with { User = "a:b:c" }),
        Service("RPMT5031", "'NET_ALL'", wish => wish with { Capabilities = ["NET_RAW", "NET_ALL"] }),
        Service("RPMT5031", "'none'", wish => wish with { Capabilities = ["none", "CHOWN"] }),
        Service("RPMT5032", "RpmServiceMemoryMax='5M'", wish => wish with { MemoryMax = "5M" }),
        Service("RPMT5032", "RpmServiceMemoryMax='50%'", wish => wish with { MemoryMax = "50%" }),
        Service("RPMT5032", "RpmServiceMemoryMax='9999999T'", wish => wish with { MemoryMax = "9999999T" }),
        Service("RPMT5033", "RpmServiceCpuQuota='1.5'", wish => wish with { CpuQuota = "1.5" }),
        Service("RPMT5033", "RpmServiceCpuQuota='0%'", wish => wish with { CpuQuota = "0%" }),
        Service("RPMT1008", "RpmServicePidsMax='0'", wish => wish with { PidsMax = "0" }),
        Service("RPMT5034", "RpmVolume '/data': it is not SOURCE:TARGET", wish => wish with { Volumes = [new("/data")] }),
        Service("RPMT5034", "'data/x' is neither", wish => wish with { Volumes = [new("data/x:/x")] }),
        Service("RPMT5034", "'/var/../etc' is neither", wish => wish with { Volumes = [new("/var/../etc:/x")] }),
        Service("RPMT5034", "'data' is no absolute path", wish => wish with { Volumes = [new("/srv/data:data")] }),
        Service("RPMT5034", "'rx' is no option", wish => wish with { Volumes = [new("/srv/data:/data:rx")] }),
        Service("RPMT5034", "docker knows no option U", wish => wish with { Engine = "docker", Volumes = [new("/srv/data:/data:U")] }),
        Service("RPMT5034", "docker knows no option noexec", wish => wish with { Engine = "docker", Volumes = [new("/srv/data:/data:noexec")] }),
        Service("RPMT5034", "docker knows no option rbind", wish => wish with { Engine = "docker", Volumes = [new("/srv/data:/data:ro,rbind")] }),
        Service("RPMT5034", "its options ro and rw contradict each other", wish => wish with { Volumes = [new("/srv/data:/data:rw,ro")] }),
        Service("RPMT5034", "it would hide the image's own /usr", wish => wish with { Volumes = [new("/srv/data:/usr")] }),
        Service("RPMT5034", "Owner 'nginx'", wish => wish with { Volumes = [new("/srv/data:/data", "nginx")] }),
        Service("RPMT5034", "Mode '0999'", wish => wish with { Volumes = [new("/srv/data:/data", Mode: "0999")] }),
        Service("RPMT5035", "'/etc'", wish => wish with { Volumes = [new("/etc:/etc:ro")] }),
        Service("RPMT5035", "'/var/run'", wish => wish with { Volumes = [new("/var/run:/run")] }),
        Service("RPMT5036", "'/data' twice", wish => wish with { Volumes = [new("/srv/a:/data"), new("b:/data")] }),
        Service("RPMT5038", "RpmServiceHealthInterval='soon'", wish => wish with { HealthCommand = "true", HealthInterval = "soon" }),
        Service("RPMT5039", "RpmServiceHealthRetries='3'", wish => wish with { HealthRetries = "3" }),
        Service("RPMT5040", "waits for a health check", wish => wish with { Notify = "healthy" }),
        Service("RPMT5041", "RpmServiceNotify='container'", wish => wish with { Engine = "docker", Notify = "container" }),
        Service("RPMT5042", "RpmServiceReloadSignal='KILL'", wish => wish with { ReloadSignal = "KILL" }),
        Service("RPMT5043", "Section='Timer'", wish => wish with { Options = [new("OnCalendar", "daily", "Timer")] }),
        Service("RPMT5044", "RpmServiceOption 'Limit NOFILE'", wish => wish with { Options = [new("Limit NOFILE", "1")] }),
        Service("RPMT5044", "RpmServiceOption 'LimitNOFILE'", wish => wish with { Options = [new("LimitNOFILE", "1\nExecStart=/bin/sh")] }),
        Service("RPMT5044", "RpmServiceOption 'ExecStartPre' with Value=''", wish => wish with { Options = [new("ExecStartPre", "")] }),
        Service("RPMT5044", "RpmServiceOption 'Environment'", wish => wish with { Options = [new("Environment", " ")] }),
        Service("RPMT5046", "'ProcSubset'", wish => wish with { Options = [new("ProcSubset", "pid")] }),
        Service("RPMT5045", "'Restart'", wish => wish with { Options = [new("Restart", "always")] }),
        Service("RPMT5046", "'PrivateTmp'", wish => wish with { Options = [new("PrivateTmp", "yes")] }),
        Service("RPMT5050", "RpmServiceOnCalendar='24:00' is no time that systemd reads: the hour is from 0 to 23 there", wish => wish with { Kind = "timer", OnCalendar = ["daily", "24:00"] }),
        Service("RPMT5051", "RpmServiceOnCalendar='daily' has no timer to set: RpmServiceKind is 'service'", wish => wish with { OnCalendar = ["daily"] }),
        Service("RPMT5051", "RpmServiceKind is 'template'", wish => wish with { Kind = "template", OnCalendar = ["daily"] }),
        Service("RPMT5052", "RpmServiceKind=timer", wish => wish with { Kind = "timer" }),
        Service("RPMT1001", "RpmServiceKind='cron'", wish => wish with { Kind = "cron", OnCalendar = ["daily"] }),
        Service("RPMT5008", "RpmServiceName='orders-image'", wish => wish with { Name = "orders-image" }),
    ];

    [TestCaseSource(nameof(WrongWishes))]
    public void It_is_refused_alone_and_by_name(object input, string code, string named)
    {
        var refused = Assert.Throws<PackException>(() => RequestReader.Read((PackInput)input))!;
        Assert.That(refused.Problems.Select(problem => problem.Rule.Code), Is.EqualTo(new[] { code }));
        Assert.That(refused.Problems[0].Message, Does.Contain(named));
    }

    [Test]
    public void What_the_wishes_start_from_is_right() =>
        Assert.That(() => (RequestReader.Read(Requests.Input), RequestReader.Read(Requests.App)), Throws.Nothing);

    [Test]
    public void SOURCE_DATE_EPOCH_is_a_number_that_rpm_can_keep()
    {
        var input = Requests.Input with { Places = Requests.Input.Places with { SourceDateEpoch = "4294967296" } };
        Assert.That(Assert.Throws<PackException>(() => RequestReader.Read(input))!.Problems.Single().Rule.Code, Is.EqualTo("RPMT1008"));
    }

    [Test]
    public void An_image_without_a_command_is_refused()
    {
        var app = new AppInput { CommandInstruction = "None" };
        Assert.That(Assert.Throws<PackException>(() => AppCommand.From(app))!.Problems.Single().Rule.Code, Is.EqualTo("RPMT1017"));
    }

    [TestCase("noarch")]
    [TestCase("aarch64")]
    public void An_architecture_that_the_image_does_not_have_is_refused(string architecture)
    {
        var input = Requests.Input with { Metadata = Requests.Input.Metadata with { Architecture = architecture } };
        Assert.That(Assert.Throws<PackException>(() => Requests.Plan(input))!.Problems.Single().Rule.Code, Is.EqualTo("RPMT1014"));
    }

    private static TestCaseData Metadata(string code, string named, Func<MetadataInput, MetadataInput> change) =>
        Case(Requests.Input with { Metadata = change(Requests.Input.Metadata) }, code, named);

    private static TestCaseData Image(string code, string named, Func<ImageInput, ImageInput> change) =>
        Case(Requests.Input with { Image = change(Requests.Input.Image), Places = Requests.Input.Places with { ProjectFolder = "/dev" } }, code, named);

    private static TestCaseData App(string code, string named, Func<AppInput, AppInput> change) =>
        Case(Requests.App with { App = change(Requests.App.App) }, code, named);

    private static TestCaseData Service(string code, string named, Func<ServiceInput, ServiceInput> change) =>
        Case(Requests.Input.With(change), code, named);

    private static TestCaseData Case(PackInput input, string code, string named) =>
        new TestCaseData(input, code, named).SetArgDisplayNames(code, named);
}
