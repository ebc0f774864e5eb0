using System.Text.RegularExpressions;

namespace RpmTasks.Packaging.Users;

/// <summary>Names of users and groups.</summary>
internal static partial class AccountName
{
    /// <summary>What useradd takes everywhere. Never a number: rpm would look it up as a name, not find it, and take root.</summary>
    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]{0,30}\$?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
