using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Users;

/// <summary>Reads a file that the package puts where systemd-sysusers looks for it: rpm makes what it defines before it unpacks.</summary>
internal static class SysusersFile
{
    public const string Folder = "/usr/lib/sysusers.d";

    private const int MaxSize = 1 << 16;

    /// <returns>Empty for any other file.</returns>
    public static ImmutableArray<SysusersLine> Read(RpmFile file, ProblemList problems)
    {
        if (!IsSysusers(file.Path) || file.Content is not { } content)
            return [];
        if (content.Length > MaxSize)
        {
            problems.Add(Rules.BadSysusers, file.Path, "1", $"the file has more than {MaxSize} bytes");
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<SysusersLine>();
        using var reader = new StreamReader(content.Open());
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().TrimStart() is [] or ['#' or ';', ..])
                continue;
            if (Parse(line) is { } parsed)
                lines.Add(parsed);
            else
                problems.Add(Rules.BadSysusers, file.Path, number.ToString(CultureInfo.InvariantCulture), line.Trim());
        }

        return lines.ToImmutable();
    }

    private static bool IsSysusers(string path) =>
        path.StartsWith(Folder + "/", StringComparison.Ordinal)
        && path.EndsWith(".conf", StringComparison.Ordinal)
        && path.IndexOf('/', Folder.Length + 1) < 0;

    private static SysusersLine? Parse(string line)
    {
        if (line.Any(character => char.IsControl(character) && character != '\t'))
            return null;
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', fields);
        return fields switch
        {
            ["u" or "u!" or "g", var name, ..] when AccountName.IsValid(name) => new SysusersLine(fields[0], name, text),
            ["m", var name, var group, ..] when AccountName.IsValid(name) && AccountName.IsValid(group) => new SysusersLine("m", name, text) { Group = group },
            ["r", ..] => new SysusersLine("r", "", text),
            _ => null,
        };
    }
}
