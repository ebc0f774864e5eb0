using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RpmTasks.Packaging.Service;

/// <summary>A published port: [[address:]host:]container[/protocol], as the engines' --publish takes it.</summary>
/// <param name="HostPort">Null for the port that an instance of a template is named after (%i).</param>
internal sealed record PortMapping(string Address, int? HostPort, int ContainerPort, string Protocol)
{
    /// <summary>What no second mapping may claim.</summary>
    public string HostEnd => $"{Address}{(Address.Length > 0 ? ":" : "")}{Text(HostPort)}/{Protocol}";

    /// <summary>Whether both cannot be listened on at once: the port is the same, and the address is, or one of them has all addresses.</summary>
    public bool Meets(PortMapping other) =>
        (HostPort, Protocol) == (other.HostPort, other.Protocol) && (Address == other.Address || Covers(other.Address) || other.Covers(Address));

    public static bool TryParse(string text, [NotNullWhen(true)] out PortMapping? mapping, out string reason)
    {
        mapping = null;
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..];
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            reason = $"'{protocol}' is not tcp, udp or sctp";
            return false;
        }

        var ends = slash < 0 ? text : text[..slash];
        // An IPv6 address stands in brackets, so the last two colons outside of them separate the ports.
        var containerColon = ends.LastIndexOf(':');
        var container = ends[(containerColon + 1)..];
        var rest = containerColon < 0 ? "" : ends[..containerColon];
        var hostColon = rest.EndsWith(']') ? -1 : rest.LastIndexOf(':');
        var address = hostColon < 0 ? "" : rest[..hostColon];
        var host = containerColon < 0 ? container : rest[(hostColon + 1)..];

        int? hostPort = host == CommandLine.Instance ? null : TryPort(host, out var number) ? number : 0;
        if (!TryPort(container, out var containerPort) || hostPort == 0)
        {
            reason = "a port is a number from 1 to 65535";
            return false;
        }

        if (address.Length > 0 && !IsAddress(address))
        {
            reason = $"'{address}' is not an IP address";
            return false;
        }

        reason = "";
        mapping = new PortMapping(address, hostPort, containerPort, protocol);
        return true;
    }

    public override string ToString() =>
        $"{Address}{(Address.Length > 0 ? ":" : "")}{Text(HostPort)}:{Text(ContainerPort)}{(Protocol == "tcp" ? "" : "/" + Protocol)}";

    private bool Covers(string address) => Address switch
    {
        "" => true,
        "0.0.0.0" => address.Length > 0 && !address.StartsWith('['),
        "[::]" => address.StartsWith('['),
        _ => false,
    };

    // As it is written, since IPAddress also reads "1", hexadecimal, scopes and brackets of its own: four numbers, or IPv6 in brackets.
    private static bool IsAddress(string text) =>
        text.StartsWith('[') && text.EndsWith(']')
            ? text[1..^1].All(character => char.IsAsciiHexDigit(character) || character is ':' or '.') && IPAddress.TryParse(text[1..^1], out var six) && six.AddressFamily == AddressFamily.InterNetworkV6
            : IPAddress.TryParse(text, out var four) && four.AddressFamily == AddressFamily.InterNetwork && four.ToString() == text;

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    private static string Text(int? port) => port?.ToString(CultureInfo.InvariantCulture) ?? CommandLine.Instance;
}
