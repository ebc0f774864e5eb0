using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>On which ports of the host the app listens. Nothing stands between them and the app: another port is one that the app itself is told.</summary>
internal sealed record NativePorts
{
    private const int FirstUnprivileged = 1024;

    /// <summary>What .NET reads its ports from, unless ASPNETCORE_URLS says all of it.</summary>
    private static readonly string[] PortVariables = ["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS"];

    /// <summary>Variables of the image that get another value; %i in it is the instance.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether one of them is below those that any process may have.</summary>
    public bool HasPrivileged { get; init; }

    public static NativePorts Of(ServiceRequest service, ImageConfig config, ProblemList problems)
    {
        var mappings = (service.Ports ?? []).Select(Parse).OfType<PortMapping>().ToList();
        var variables = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var mapping in mappings)
        {
            if (mapping.Address.Length > 0)
                problems.Add(Rules.PortOfHost, mapping.ToString(), "only the app itself can listen on one address", $"Tell the app, if it is .NET: <RpmEnvironment Include=\"ASPNETCORE_URLS\" Value=\"http://{mapping.Address}:{mapping.ContainerPort}\" />");
            else if (mapping.HostPort != mapping.ContainerPort && !Tell(mapping, config, variables))
                problems.Add(Rules.PortOfHost, mapping.ToString(), "nothing maps one port to another", $"Let the app listen on the port itself, for example by a variable that it knows; only the ports in {PortVariables[0]} of a .NET image RpmTasks can change");
        }

        return new NativePorts
        {
            Variables = variables.ToImmutable(),
            HasPrivileged = Exposed(config, mappings).Concat(mappings.Select(mapping => mapping.HostPort)).Any(port => port < FirstUnprivileged),
        };
    }

    /// <summary>The image's ports that stay as they are.</summary>
    private static IEnumerable<int?> Exposed(ImageConfig config, List<PortMapping> mappings) =>
        from exposed in config.ExposedPorts.Select(Parse).OfType<PortMapping>()
        where !mappings.Any(mapping => (mapping.ContainerPort, mapping.Protocol) == (exposed.ContainerPort, exposed.Protocol))
        select exposed.HostPort;

    private static bool Tell(PortMapping mapping, ImageConfig config, ImmutableDictionary<string, string>.Builder variables)
    {
        if (mapping.Protocol != "tcp" || NativeEnvironment.Find(config, "ASPNETCORE_URLS") is not null)
            return false;
        var from = mapping.ContainerPort.ToString(CultureInfo.InvariantCulture);
        var to = mapping.HostPort?.ToString(CultureInfo.InvariantCulture) ?? CommandLine.Instance;
        foreach (var name in PortVariables)
        {
            var ports = (variables.GetValueOrDefault(name) ?? NativeEnvironment.Find(config, name) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!ports.Contains(from))
                continue;
            variables[name] = string.Join(';', ports.Select(port => port == from ? to : port));
            return true;
        }

        return false;
    }

    private static PortMapping? Parse(string text) => PortMapping.TryParse(text, out var mapping, out _) ? mapping : null;
}
