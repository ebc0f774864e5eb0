using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Users;

/// <summary>
/// What rpm 4.19 and later reads to make users and groups before it unpacks (rpm-sysusers(7)): a capability for each, with its line as
/// the version. Older ones see capabilities that nobody requires.
/// </summary>
internal static class AccountCapabilities
{
    public static IEnumerable<RpmDependency> Of(SysusersLine line)
    {
        var version = Encode(line.Text);
        switch (line.Type)
        {
            case "u" or "u!":
                yield return Versioned($"user({line.Name})", version);
                yield return new RpmDependency(DependencyKind.Provides, $"group({line.Name})", Sense.FindProvides);
                break;
            case "g":
                yield return Versioned($"group({line.Name})", version);
                break;
            case "m":
                yield return Versioned($"groupmember({line.Name}/{line.Group})", version);
                break;
        }
    }

    private static RpmDependency Versioned(string name, string version) =>
        new(DependencyKind.Provides, name, Sense.FindProvides | Sense.Equal, version);

    /// <summary>Base64 of a length that needs no '=', which cannot stand in a version: padded with NULs, as rpm does it.</summary>
    private static string Encode(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        Array.Resize(ref bytes, (bytes.Length + 2) / 3 * 3);
        return Convert.ToBase64String(bytes);
    }
}
