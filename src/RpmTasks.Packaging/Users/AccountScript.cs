using System.Collections.Immutable;
using System.Globalization;
using System.Text;

using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Users;

/// <summary>
/// %pre for rpm before 4.19, which makes no users itself: systemd-sysusers, and where that does not do, groupadd and useradd. Quiet,
/// since a later rpm has done it already; never a reason for a transaction to fail.
/// </summary>
internal static class AccountScript
{
    private const string EndOfLines = "END_OF_SYSUSERS";

    public static string Write(AccountPlan plan)
    {
        var script = new StringBuilder();
        foreach (var (path, lines) in plan.Files)
            AppendFile(script, path, [.. lines.Where(line => line.Type != "r")]);
        return script.Append("exit 0").ToString();
    }

    private static void AppendFile(StringBuilder script, string path, ImmutableArray<SysusersLine> lines)
    {
        if (lines.IsEmpty)
            return;
        // There is no short question for a member.
        var known = lines.Any(line => line.Type == "m") ? "false" : string.Join(" && ", lines.Select(Query).Distinct(StringComparer.Ordinal));
        script.Append(CultureInfo.InvariantCulture, $"{known} || {{\n");
        script.Append(CultureInfo.InvariantCulture, $"systemd-sysusers --replace={ShellQuote.Word(path)} - >/dev/null 2>&1 <<'{EndOfLines}' || :\n");
        foreach (var line in lines)
            script.Append(line.Text).Append('\n');
        script.Append(EndOfLines).Append('\n');
        foreach (var name in lines.Where(line => line.IsUser || line.Type == "g").Select(line => line.Name).Distinct(StringComparer.Ordinal))
            script.Append(CultureInfo.InvariantCulture, $"getent group {name} >/dev/null 2>&1 || groupadd -r {name} >/dev/null 2>&1 || :\n");
        foreach (var name in lines.Where(line => line.IsUser).Select(line => line.Name).Distinct(StringComparer.Ordinal))
            script.Append(CultureInfo.InvariantCulture, $"getent passwd {name} >/dev/null 2>&1 || useradd -r -M -g {name} -d / -s /usr/sbin/nologin {name} >/dev/null 2>&1 || :\n");
        script.Append("}\n");
    }

    private static string Query(SysusersLine line) =>
        line.Type == "g" ? $"getent group {line.Name} >/dev/null 2>&1" : $"getent passwd {line.Name} >/dev/null 2>&1";
}
