using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Service;

/// <summary>Where systemd listens for an app (ListenStream= of systemd.socket(5)): a TCP port, an address with one, or a path.</summary>
internal static partial class ListenAddress
{
    /// <returns>What is wrong with it; null when systemd listens there.</returns>
    public static string? FindFault(string text)
    {
        if (text.StartsWith('/'))
            return PathPattern().IsMatch(text) && !text.Split('/').Contains("..") ? null : "its path has characters other than letters, digits and '._/-'";
        if (!TryParse(text, out var port, out var reason))
            return reason;
        // systemd reads it literally: no protocol, no leading zero, no colon without an address.
        return port.HostPort is not null && port.HostEnd == text + "/tcp" ? null : "it is not just an address and a port";
    }

    /// <returns>What the engine would publish for it; null for what is no port.</returns>
    public static PortMapping? Port(string text) => !text.StartsWith('/') && TryParse(text, out var port, out _) ? port : null;

    private static bool TryParse(string text, [NotNullWhen(true)] out PortMapping? port, out string reason) =>
        PortMapping.TryParse(text.Contains(':', StringComparison.Ordinal) ? $"{text}:1" : text, out port, out reason);

    [GeneratedRegex(@"^(/[A-Za-z0-9._-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
