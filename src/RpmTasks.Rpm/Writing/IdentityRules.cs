using System.Text.RegularExpressions;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Writing;

/// <summary>
/// rpmbuild's rules for what a package calls itself (rpmCharCheck). rpm would install a package that breaks them, but its file name
/// could not be taken apart again.
/// </summary>
internal static partial class IdentityRules
{
    public static IEnumerable<string> Check(RpmSpec spec)
    {
        if (!Name().IsMatch(spec.Name))
            yield return $"The name '{spec.Name}' must begin with a letter, digit or '_' and go on with those, '.', '-' and '+'.";
        if (!Version().IsMatch(spec.Version))
            yield return $"The version '{spec.Version}' must consist of letters, digits, '.', '_', '+', '~' and '^'.";
        if (!Version().IsMatch(spec.Release))
            yield return $"The release '{spec.Release}' must consist of letters, digits, '.', '_', '+', '~' and '^'.";
        foreach (var value in new[] { spec.Name, spec.Version, spec.Release }.Where(value => value.Contains("..", StringComparison.Ordinal)))
            yield return $"'{value}' must not contain '..'.";
        if (Architecture.Find(spec.Architecture) is null)
            yield return $"The architecture '{spec.Architecture}' is none of {string.Join(", ", Architecture.Known.Select(known => known.Name))}.";
        if (spec.BuildTime is < 0 or > uint.MaxValue)
            yield return $"The build time {spec.BuildTime} does not fit into 32 bits.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._+-]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9._+~^]+\z")]
    private static partial Regex Version();
}
