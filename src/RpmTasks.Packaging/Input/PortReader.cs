using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads the published ports.</summary>
internal sealed class PortReader(ImmutableArray<string> ports, ProblemList problems)
{
    public ImmutableArray<PortMapping> Read(KindRequest kind)
    {
        var mappings = ImmutableArray.CreateBuilder<PortMapping>();
        foreach (var text in ports)
        {
            if (!PortMapping.TryParse(text, out var mapping, out var reason))
                problems.Add(Rules.BadPort, text, reason);
            else if (mapping.HostPort is null && kind.Kind != ServiceKind.Template)
                problems.Add(Rules.BadPort, text, "%i is the instance of a template, which RpmServiceKind does not ask for");
            else if (mapping.HostPort is not null && kind.Kind == ServiceKind.Template)
                problems.Add(Rules.PortOfTemplate, text, mapping.ContainerPort.ToString(CultureInfo.InvariantCulture), "NAME");
            else
                mappings.Add(mapping);
        }

        ImmutableArray<PortMapping> claimed = [.. mappings, .. kind.Sockets.Select(ListenAddress.Port).OfType<PortMapping>()];
        var twice = claimed.Where((port, index) => claimed.Take(index).Any(port.Meets)).Select(port => port.HostEnd);
        foreach (var end in twice.Distinct(StringComparer.Ordinal))
            problems.Add(Rules.PortTwice, end);
        return mappings.ToImmutable();
    }
}
