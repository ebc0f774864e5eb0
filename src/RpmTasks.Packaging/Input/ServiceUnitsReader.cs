using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads the services of a package with several.</summary>
internal sealed partial class ServiceUnitsReader(ServiceInput input, SourceFiles files, ProblemList problems)
{
    /// <summary>Sections that not every kind of unit has.</summary>
    private static readonly ImmutableArray<string> SomeHave = ["Timer", "Container", "Socket"];

    /// <param name="name">What they have in common, and begin with.</param>
    public ServiceRequest Read(string packageName, string name)
    {
        var common = new ServiceReader(Common, files, problems).ReadOne(name);
        if (common.Engine == ServiceEngine.Systemd)
            problems.Add(Rules.SeveralWithoutEngine);
        CheckRoles(new HostPaths(packageName, name));
        foreach (var (property, value, metadatum) in OfOneOnly.Where(wish => wish.Value.Length > 0))
            problems.Add(Rules.OfOneService, property, value, metadatum);
        var units = ReadUnits(name);
        CheckPorts(units);
        return common with { Units = Share(units) };
    }

    /// <summary>What holds for all of them, and for them together.</summary>
    private ServiceInput Common => new()
    {
        Name = input.Name,
        Engine = input.Engine,
        EngineRequires = input.EngineRequires,
        HostBaseline = input.HostBaseline,
        Environment = input.Environment,
        PublishPorts = input.PublishPorts,
        Enable = input.Enable,
        Start = input.Start,
        RestartOnUpgrade = input.RestartOnUpgrade,
    };

    private IEnumerable<(string Property, string Value, string Metadatum)> OfOneOnly =>
    [
        ("RpmPort", string.Join(';', input.Ports), ServiceUnitInput.Port),
        ("RpmServiceSocket", string.Join(';', input.Sockets), ServiceUnitInput.Socket),
        ("RpmServiceOnCalendar", string.Join(';', input.OnCalendar), ServiceUnitInput.OnCalendar),
        ("RpmServiceHealthCommand", input.HealthCommand, ServiceUnitInput.HealthCommand),
        ("RpmServiceHealthInterval", input.HealthInterval, ServiceUnitInput.HealthInterval),
        ("RpmServiceHealthRetries", input.HealthRetries, ServiceUnitInput.HealthRetries),
        ("RpmServiceHealthStartPeriod", input.HealthStartPeriod, ServiceUnitInput.HealthStartPeriod),
    ];

    private void CheckRoles(HostPaths paths)
    {
        if (input.UnitFile.Length > 0)
            problems.Add(Rules.UnitFileOfSeveral, input.UnitFile);
        foreach (var role in input.Units.Select(unit => unit.Role).Distinct(StringComparer.Ordinal))
        {
            var unit = $"{paths.ServiceName}-{role}.service";
            if (!RolePattern().IsMatch(role) || unit.Length > 200)
                problems.Add(Rules.BadRole, role, "letters, digits and . _ - only, a letter or digit first, at most 200 characters with the name of the service");
            else if (unit == paths.ImageUnit)
                problems.Add(Rules.BadRole, role, $"{unit} is the package's own image unit");
            if (input.Units.Count(other => other.Role == role) > 1)
                problems.Add(Rules.RoleTwice, role);
        }
    }

    private ImmutableArray<ServiceRequest> ReadUnits(string name)
    {
        ImmutableArray<ServiceInput> inputs = [.. input.Units.Select(unit => unit.Of(input))];
        ImmutableArray<string> taken = [.. inputs.SelectMany(SectionsOf)];
        var requests = ImmutableArray.CreateBuilder<ServiceRequest>();
        var found = new List<(string Role, ProblemList Problems)>();
        foreach (var (unit, own) in input.Units.Zip(inputs))
        {
            var role = new ProblemList();
            ImmutableArray<string> others = [.. SomeHave.Intersect(taken).Except(SectionsOf(own))];
            var request = new ServiceReader(own with { Options = [.. own.Options.Where(option => !others.Contains(option.Section))] }, files, role).ReadOne($"{name}-{unit.Role}");
            requests.Add(request with
            {
                Role = unit.Role,
                Description = unit[ServiceUnitInput.Description] is { Length: > 0 } description ? role.PlainText(ServiceUnitInput.Description, description) : null,
                Arguments = Arguments(unit, request.Kind, role),
                // Nobody can tell which of them listens on what the image exposes.
                Ports = request.Ports ?? [],
            });
            if (request.Kind == ServiceKind.Template)
                role.Add(Rules.TemplateAmongSeveral);
            found.Add((unit.Role, role));
        }

        problems.AddOfUnits(found);
        return requests.ToImmutable();
    }

    private static IEnumerable<string> SectionsOf(ServiceInput unit)
    {
        var kind = new KindReader(unit, new ProblemList()).Read(ServiceEngine.Podman);
        return kind.Sections;
    }

    private static ImmutableArray<string> Arguments(ServiceUnitInput unit, ServiceKind kind, ProblemList role)
    {
        var text = unit[ServiceUnitInput.Arguments];
        try
        {
            var words = ShellWords.Split(text);
            foreach (var word in words)
            {
                if (!UnitQuote.CanCarry(word))
                    role.Add(Rules.BadServiceArguments, text, $"no systemd unit can carry a character of '{word}'");
                else if (kind == ServiceKind.Quadlet && QuadletWord.FindFault(word) is { } fault)
                    role.Add(Rules.BadServiceArguments, text, $"quadlet cannot carry '{word}': {fault}");
            }

            return words;
        }
        catch (FormatException exception)
        {
            role.Add(Rules.BadServiceArguments, text, exception.Message);
            return [];
        }
    }

    private void CheckPorts(ImmutableArray<ServiceRequest> units)
    {
        var claimed = new List<(string Role, PortMapping Port)>();
        foreach (var unit in units)
        {
            foreach (var port in PortsOf(unit))
            {
                var earlier = claimed.FirstOrDefault(other => other.Role != unit.Role && other.Port.Meets(port));
                if (earlier.Port is not null)
                    problems.Add(Rules.PortOfTwo, earlier.Role, unit.Role, port.HostEnd);
                claimed.Add((unit.Role, port));
            }
        }
    }

    private static IEnumerable<PortMapping> PortsOf(ServiceRequest unit) =>
    [
        .. (unit.Ports ?? []).Select(text => PortMapping.TryParse(text, out var port, out _) ? port : null).OfType<PortMapping>(),
        .. unit.Sockets.Select(ListenAddress.Port).OfType<PortMapping>(),
    ];

    /// <summary>A volume of several must not be labelled for one of them alone.</summary>
    private static ImmutableArray<ServiceRequest> Share(ImmutableArray<ServiceRequest> units)
    {
        var sources = units.SelectMany(unit => unit.Volumes.Select(volume => volume.Source).Distinct(StringComparer.Ordinal)).ToLookup(source => source, StringComparer.Ordinal);
        return [.. units.Select(unit => unit with { Volumes = [.. unit.Volumes.Select(volume => volume with { IsShared = sources[volume.Source].Count() > 1 })] })];
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RolePattern();
}
