using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Images;

/// <summary>Which ports the app listens on, and the environment that makes it so.</summary>
internal static class AppPorts
{
    private const string Urls = "ASPNETCORE_URLS";
    private const string HttpPorts = "ASPNETCORE_HTTP_PORTS";
    private const string HttpsPorts = "ASPNETCORE_HTTPS_PORTS";
    private const string DefaultPort = "8080";

    /// <summary>
    /// The image's variables. .NET's own bases set a port and say that this is a container; on any other base, scratch above all, a web
    /// app would listen on the container's loopback only, so it gets the same two.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, string>> Environment(AppInput app, ImageConfig baseConfig)
    {
        var given = app.Environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value));
        var known = app.Environment.Select(variable => variable.Name)
            .Concat(baseConfig.Environment.Select(variable => variable.Split('=')[0]))
            .ToHashSet(StringComparer.Ordinal);
        var added = new List<KeyValuePair<string, string>>();
        if (!known.Contains("DOTNET_RUNNING_IN_CONTAINER"))
            added.Add(KeyValuePair.Create("DOTNET_RUNNING_IN_CONTAINER", "true"));
        if (app.IsWeb && !known.Contains(Urls) && !known.Contains(HttpPorts) && !known.Contains(HttpsPorts))
            added.Add(KeyValuePair.Create(HttpPorts, DefaultPort));
        return [.. added, .. given];
    }

    /// <summary>"8080/tcp" for each declared port and each that the environment makes Kestrel listen on.</summary>
    public static ImmutableArray<string> Exposed(AppInput app, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in environment)
            variables[name] = value;
        var listening = variables.TryGetValue(Urls, out var urls)
            ? FromUrls(urls)
            : FromPorts(variables.GetValueOrDefault(HttpPorts)).Concat(FromPorts(variables.GetValueOrDefault(HttpsPorts)));
        var declared = app.Ports.Select(port => $"{port.Name}/{(port.Value.Length > 0 ? port.Value : "tcp")}");
        return [.. declared.Concat(listening.Select(port => port.ToString(CultureInfo.InvariantCulture) + "/tcp")).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<int> FromPorts(string? ports) =>
        from port in (ports ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select int.Parse(port, CultureInfo.InvariantCulture);

    // http://+:8080;http://*:80 are no URIs, so only what stands behind the last colon counts; without a port it is the scheme's.
    private static IEnumerable<int> FromUrls(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var authority = url[(url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..].Split('/')[0];
            var port = authority[(authority.LastIndexOf(':') + 1)..];
            if (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                yield return number;
            else
                yield return url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? 443 : 80;
        }
    }
}
