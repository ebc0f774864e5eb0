using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;
using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads how the image runs.</summary>
internal sealed partial class ServiceReader(ServiceInput input, SourceFiles files, ProblemList problems)
{
    private const int Day = 86_400;

    public ServiceRequest? Read(string packageName)
    {
        if (!problems.Boolean("RpmService", input.Service, unset: true))
            return null;
        var name = Name(packageName);
        return input.Units.IsEmpty ? ReadOne(name) : new ServiceUnitsReader(input, files, problems).Read(packageName, name);
    }

    /// <summary>The only service, or one of several.</summary>
    public ServiceRequest ReadOne(string name)
    {
        var engine = problems.Choice("RpmServiceEngine", input.Engine, ("podman", ServiceEngine.Podman), ("docker", ServiceEngine.Docker), ("systemd", ServiceEngine.Systemd));
        var kind = new KindReader(input, problems).Read(engine);
        var ownUnit = OwnUnit(kind.Kind, engine);
        if (engine == ServiceEngine.Systemd)
            new NativeReader(input, ownUnit, problems).Check();
        var runArguments = engine == ServiceEngine.Systemd ? [] : RunArguments(kind.Kind);
        var health = new HealthReader(input, problems);
        return new ServiceRequest
        {
            Name = name,
            Engine = engine,
            Kind = kind.Kind,
            Calendar = kind.Calendar,
            Sockets = kind.Sockets,
            Baseline = problems.Choice("RpmHostBaseline", input.HostBaseline, ("el8", HostBaseline.El8), ("el9", HostBaseline.El9)),
            EngineRequires = EngineRequires(),
            RunArguments = runArguments,
            Ports = Ports(runArguments, kind),
            Environment = Environment(),
            Volumes = new VolumeReader(input.Volumes, problems).Read(engine, kind.Kind),
            Confinement = new ConfinementReader(input, problems).Read(),
            Health = health.Check(),
            Readiness = health.Readiness(engine),
            ReloadSignal = health.ReloadSignal(),
            Options = new UnitOptionReader(input.Options, engine, problems).Read(kind),
            OwnUnit = ownUnit,
            LogsPriorities = input.AppNotifies,
            Restart = kind.Kind == ServiceKind.Timer && input.Restart.Length == 0
                ? "no"
                : problems.Choice("RpmServiceRestart", input.Restart, [.. RestartPolicies.Select(policy => (policy, policy))]),
            StopTimeout = problems.Number("RpmServiceStopTimeout", input.StopTimeout, new NumberRange(1, Day, 35)),
            // A job has "started" when it is done.
            StartTimeout = kind.Kind == ServiceKind.Timer && input.StartTimeout.Length == 0
                ? null
                : problems.Number("RpmServiceStartTimeout", input.StartTimeout, new NumberRange(1, Day, 90)),
            After = Units("RpmServiceAfter", input.After),
            Wants = Units("RpmServiceWants", input.Wants),
            Enablement = problems.Choice(
                "RpmServiceEnable",
                input.Enable,
                ("preset", ServiceEnablement.Preset),
                ("enable", ServiceEnablement.Enable),
                ("disable", ServiceEnablement.Disable)),
            StartAtInstall = problems.Boolean("RpmServiceStart", input.Start, unset: false),
            RestartOnUpgrade = problems.Boolean("RpmServiceRestartOnUpgrade", input.RestartOnUpgrade, unset: true),
        };
    }

    // Restart= of systemd.service(5); the first is the default.
    private static ImmutableArray<string> RestartPolicies { get; } =
        ["on-failure", "no", "always", "on-success", "on-abnormal", "on-abort", "on-watchdog"];

    private string Name(string packageName)
    {
        // '+' may stand in a package's name, but not in a container's.
        if (input.Name.Length == 0)
            return packageName.Replace('+', '-');
        if (!ServiceNamePattern().IsMatch(input.Name) || UnitPattern().IsMatch(input.Name))
            problems.Add(Rules.BadServiceName, input.Name);
        if (input.Name + ".service" == new HostPaths(packageName, input.Name).ImageUnit)
            problems.Add(Rules.ServiceNameTaken, input.Name);
        return input.Name;
    }

    private string? OwnUnit(ServiceKind kind, ServiceEngine engine)
    {
        const string property = "RpmUnitFile";
        if (input.UnitFile.Length == 0 || files.ReadText(property, input.UnitFile) is not { } text)
            return null;
        if (UnitTemplate.FindFault(text, kind) is { } fault)
            problems.Add(Rules.BadUnitFile, input.UnitFile, fault);
        else if (Arguments().FirstOrDefault(wish => wish.Value.Length > 0).Property is { } lost && (engine == ServiceEngine.Systemd || !UnitTemplate.TakesArguments(text)))
            problems.Add(Rules.BadUnitFile, input.UnitFile, $"it {(engine == ServiceEngine.Systemd ? "says all of the service itself" : "does not contain @RUNARGS@")}, so {lost} would be lost");
        if (!input.Options.IsEmpty)
            problems.Add(Rules.OptionsWithUnitFile, input.Options[0].Key);
        return text;
    }

    /// <summary>What becomes arguments of the engine's run, and nothing else.</summary>
    private IEnumerable<(string Property, string Value)> Arguments() =>
    [
        ("RpmRunArgs", input.RunArguments.Trim()),
        ("RpmPort", string.Join(';', input.Ports)),
        ("RpmVolume", string.Join(';', input.Volumes.Select(volume => volume.Text))),
        ("RpmServiceUser", input.User),
        ("RpmServiceReadOnly", input.ReadOnly),
        ("RpmServiceCapabilities", string.Join(';', input.Capabilities)),
        ("RpmServiceMemoryMax", input.MemoryMax),
        ("RpmServiceCpuQuota", input.CpuQuota),
        ("RpmServicePidsMax", input.PidsMax),
        ("RpmServiceHealthCommand", input.HealthCommand),
    ];

    private string? EngineRequires()
    {
        if (input.EngineRequires.Length == 0)
            return null;
        try
        {
            DependencyParser.Parse(DependencyKind.Requires, input.EngineRequires);
        }
        catch (FormatException exception)
        {
            problems.Add(Rules.BadDependency, "RpmServiceEngineRequires", input.EngineRequires, exception.Message.TrimEnd('.'));
        }

        return input.EngineRequires;
    }

    private ImmutableArray<string> RunArguments(ServiceKind kind)
    {
        ImmutableArray<string> words;
        try
        {
            words = ShellWords.Split(input.RunArguments);
        }
        catch (FormatException exception)
        {
            problems.Add(Rules.BadRunArgs, input.RunArguments, exception.Message);
            return [];
        }

        if (RunArgumentRules.FindImage(words) is { } image)
            problems.Add(Rules.BadRunArgs, input.RunArguments, $"the engine would take '{image}' for the image, since it is no option");
        foreach (var word in words.Where(word => !UnitQuote.CanCarry(word)))
            problems.Add(Rules.BadArgument, "RpmRunArgs", word);
        foreach (var word in kind == ServiceKind.Quadlet ? words.Distinct() : [])
        {
            if (QuadletWord.FindFault(word) is { } fault)
                problems.Add(Rules.LostByQuadlet, word, fault);
        }

        foreach (var (option, instead) in RunArgumentRules.Reserved(words))
            problems.Add(Rules.ReservedRunArg, option, instead.Length > 0 ? $"; use {instead} instead" : "");
        return words;
    }

    private ImmutableArray<string>? Ports(ImmutableArray<string> runArguments, KindRequest kind)
    {
        var mappings = new PortReader(input.Ports, problems).Read(kind);
        if (!problems.Boolean("RpmPublishPorts", input.PublishPorts, unset: true))
            return [];
        // Nobody connects to a job, a template's instances cannot all have the same port, and systemd's socket is there instead of the engine's.
        var isServer = kind.Kind is not (ServiceKind.Timer or ServiceKind.Template) && kind.Sockets.IsEmpty;
        var isDefault = mappings.IsEmpty && !RunArgumentRules.DecidesNetwork(runArguments) && isServer;
        return isDefault ? null : [.. mappings.Select(mapping => mapping.ToString())];
    }

    private ImmutableArray<KeyValuePair<string, string>> Environment()
    {
        ImmutableArray<KeyValuePair<string, string>> variables = [.. input.Environment.Select(item => item.ToAssignment())];
        foreach (var (name, value) in variables)
        {
            if (!VariablePattern().IsMatch(name))
                problems.Add(Rules.BadEnvironment, name, "a name has no white space, no '=' and no '#' first");
            // The engines read the file line by line and know no escapes.
            if (value.Any(char.IsControl) || !UnitQuote.CanCarry(value))
                problems.Add(Rules.BadEnvironment, name, "an environment file holds one line for each, without control characters");
        }

        return variables;
    }

    private ImmutableArray<string> Units(string property, ImmutableArray<string> units)
    {
        foreach (var unit in units.Where(unit => !UnitPattern().IsMatch(unit)))
            problems.Add(Rules.BadUnitName, property, unit);
        return units;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceNamePattern();

    // What both engines read from an environment file; .NET's own names have dots, Logging__LogLevel__Microsoft.AspNetCore.
    [GeneratedRegex(@"^[^\s=#\p{C}][^\s=\p{C}]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"^[A-Za-z0-9:_.\\@-]+\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnitPattern();
}
