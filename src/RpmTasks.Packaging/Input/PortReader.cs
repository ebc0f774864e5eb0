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

        var claimed = mappings.Select(mapping => mapping.HostEnd).Concat(kind.Sockets.Where(socket => !socket.StartsWith('/')).Select(socket => socket + "/tcp"));
        foreach (var twice in claimed.GroupBy(end => end, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(Rules.PortTwice, twice.Key);
        return mappings.ToImmutable();
    }
}
