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
        if (PortMapping.TryParse(text.Contains(':', StringComparison.Ordinal) ? $"{text}:1" : text, out var address, out var reason))
            return address.Protocol == "tcp" && !text.Contains('/', StringComparison.Ordinal) && address.HostPort is not null ? null : "it is more than an address and a port";
        return reason;
    }

    [GeneratedRegex(@"^(/[A-Za-z0-9._-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
