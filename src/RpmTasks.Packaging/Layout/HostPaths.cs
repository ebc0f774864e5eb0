using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Layout;

/// <summary>Where everything of a package lies on the host. Nothing under /var, /run, /opt or /usr/local.</summary>
internal sealed record HostPaths(string PackageName, string ServiceName, ServiceKind Kind = ServiceKind.Service)
{
    private const string UnitFolder = "/usr/lib/systemd/system";

    /// <summary>The name that the services of a package with several have in common; null where there is but one.</summary>
    public string? Group { get; init; }

    public string DataFolder => $"/usr/share/{PackageName}";

    public string ImageFolder => $"{DataFolder}/image";

    public string ProgramFolder => $"/usr/libexec/{PackageName}";

    public string ImageHelper => $"{ProgramFolder}/image";

    /// <summary>Named by the service, so that a package of another name that takes the service over finds what the administrator wrote.</summary>
    public string ConfigurationFolder => $"/etc/{CommonName}";

    /// <summary>Of all services of the package; that of the only one is the same.</summary>
    public string CommonEnvironmentFile => $"{ConfigurationFolder}/{CommonName}.env";

    public string EnvironmentFile => $"{ConfigurationFolder}/{ServiceName}.env";

    /// <summary>Of one instance of a template, after that of all.</summary>
    public string InstanceEnvironmentFile => $"{ConfigurationFolder}/%i.env";

    public string EngineArgumentsFile => $"/etc/sysconfig/{ServiceName}";

    public string DocumentationFolder => $"/usr/share/doc/{PackageName}";

    public string LicenseFolder => $"/usr/share/licenses/{PackageName}";

    public string Readme => $"{DocumentationFolder}/README.md";

    /// <summary>The bill of materials.</summary>
    public string Sbom => $"{DocumentationFolder}/{PackageName}.spdx.json";

    public string ServiceUnit => Kind == ServiceKind.Template ? $"{ServiceName}@.service" : $"{ServiceName}.service";

    public string TimerUnit => $"{ServiceName}.timer";

    public string SocketUnit => $"{ServiceName}.socket";

    public string TargetUnit => $"{CommonName}.target";

    // '+' may stand in a package's name, but not in a unit's.
    public string ImageUnit => $"{PackageName.Replace('+', '-')}-image.service";

    /// <summary>The unit, or the file that podman makes it from.</summary>
    public string ServiceUnitFile => Kind == ServiceKind.Quadlet ? $"/usr/share/containers/systemd/{ServiceName}.container" : $"{UnitFolder}/{ServiceUnit}";

    public string TimerUnitFile => $"{UnitFolder}/{TimerUnit}";

    public string SocketUnitFile => $"{UnitFolder}/{SocketUnit}";

    public string TargetUnitFile => $"{UnitFolder}/{TargetUnit}";

    public string DropInFolder => $"{UnitFolder}/{ServiceUnit}.d";

    /// <summary>Ties a unit of the project's own to the image.</summary>
    public string DropInFile => $"{DropInFolder}/10-image.conf";

    public string ImageUnitFile => $"{UnitFolder}/{ImageUnit}";

    public string DirectoriesFile => $"/usr/lib/tmpfiles.d/{CommonName}.conf";

    public string PresetFile => $"{UnitFolder}-preset/50-{ServiceName}.preset";

    /// <summary>The variable of <see cref="EngineArgumentsFile"/>.</summary>
    public string EngineArgumentsVariable
    {
        get
        {
            var letters = ServiceName.ToUpperInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_');
            // A variable's name cannot start with a digit; a service's can.
            return (char.IsAsciiDigit(ServiceName[0]) ? "_" : "") + string.Concat(letters) + "_RUN_ARGS";
        }
    }

    private string CommonName => Group ?? ServiceName;
}
