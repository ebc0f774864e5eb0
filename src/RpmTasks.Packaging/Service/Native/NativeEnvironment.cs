using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>The image's variables in the unit; those of the administrator's file come after them and win.</summary>
internal static partial class NativeEnvironment
{
    private const string Home = "HOME";

    public static ImmutableArray<NativeVariable> Of(ServiceRequest service, ImageConfig config, NativePorts ports, ProblemList problems)
    {
        var variables = new List<NativeVariable>();
        foreach (var (name, value) in config.Environment.Select(Split))
        {
            if (ports.Variables.TryGetValue(name, out var told))
                variables.Add(new NativeVariable(name, told) { IsOurs = true });
            else if (IsName(name) && CanCarry(value))
                variables.Add(new NativeVariable(name, value));
            else
                problems.Add(Rules.NotForUnit, "variable", name, IsName(name) ? "its value has control characters" : "systemd passes on no variable of such a name, only letters, digits and '_', no digit first", "Build the image without it; for the project's own, change ContainerEnvironmentVariable");
        }

        // The user has no home, and what .NET keeps there (the keys of data protection, say) is worth keeping.
        if (Find(config, Home) is null)
            variables.Add(new NativeVariable(Home, NativeFolder.OfService(service).Path) { IsOurs = true });
        return [.. variables];
    }

    /// <summary>The value that counts: the last.</summary>
    public static string? Find(ImageConfig config, string name) =>
        config.Environment.Select(Split).Where(variable => variable.Key == name).Select(variable => variable.Value).LastOrDefault();

    /// <summary>Whether systemd passes it on at all (env_name_is_valid()); an engine would.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    private static KeyValuePair<string, string> Split(string assignment) =>
        assignment.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? KeyValuePair.Create(assignment[..equals], assignment[(equals + 1)..]) : KeyValuePair.Create(assignment, "");

    // env_value_is_valid(): of all control characters those two.
    private static bool CanCarry(string value) => UnitQuote.CanCarry(value) && !value.Any(character => char.IsControl(character) && character is not ('\t' or '\n'));

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

/// <summary>A variable in the unit.</summary>
internal sealed record NativeVariable(string Name, string Value)
{
    /// <summary>%i in the value is the instance of a template; in one of the image's a '%' is a '%'.</summary>
    public bool IsOurs { get; init; }

    /// <summary>As Environment= takes it.</summary>
    public string Assignment
    {
        get
        {
            var quoted = UnitQuote.Assignment($"{Name}={Value}");
            return IsOurs ? quoted.Replace("%" + CommandLine.Instance, CommandLine.Instance, StringComparison.Ordinal) : quoted;
        }
    }
}
