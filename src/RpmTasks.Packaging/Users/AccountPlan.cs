using System.Collections.Immutable;

using RpmTasks.Packaging.Files;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Users;

/// <summary>Which users and groups the package makes, and by which lines.</summary>
/// <param name="Files">The files for systemd-sysusers, those of the project and ours, each with its lines.</param>
/// <param name="Own">Ours; null when no name needs it.</param>
internal sealed record AccountPlan(ImmutableArray<(string Path, ImmutableArray<SysusersLine> Lines)> Files, RpmFile? Own)
{
    private const int FileMode = 0b110_100_100;

    public bool MakesAny => Files.Any(file => file.Lines.Any(line => line.Type != "r"));

    public IEnumerable<SysusersLine> Lines => Files.SelectMany(file => file.Lines);

    /// <param name="added">What the project adds, with its owners.</param>
    /// <param name="packageName">Names our file.</param>
    /// <param name="description">Of every user.</param>
    public static AccountPlan Of(AddedFiles added, string packageName, string description)
    {
        if (!added.MakesAccounts)
            return new AccountPlan([], null);
        ImmutableArray<(string Path, ImmutableArray<SysusersLine> Lines)> theirs =
            [.. from file in added.All where !file.Accounts.IsEmpty select (file.File.Path, file.Accounts)];
        ImmutableArray<SysusersLine> lines = [.. Missing(added, [.. theirs.SelectMany(file => file.Lines)], AccountDescription.Of(description))];
        if (lines.IsEmpty)
            return new AccountPlan(theirs, null);
        var path = $"{SysusersFile.Folder}/{packageName}.conf";
        var text = string.Concat(lines.Select(line => line.Text + "\n"));
        var own = new RpmFile(path, FileKind.Regular) { Mode = FileMode, ModifiedAt = 0, Content = Content.FromText(text) };
        return new AccountPlan([.. theirs, (path, lines)], own);
    }

    private static IEnumerable<SysusersLine> Missing(AddedFiles added, ImmutableArray<SysusersLine> theirs, string description)
    {
        var users = added.All.Select(file => file.File.Owner)
            .Where(name => !HostAccounts.HasUser(name) && !theirs.Any(line => line.MakesUser(name)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        // A user comes with a group of its name.
        var groups = added.All.Select(file => file.File.Group)
            .Where(name => !HostAccounts.HasGroup(name) && !users.Contains(name) && !theirs.Any(line => line.MakesGroup(name)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return groups.Select(name => new SysusersLine("g", name, $"g {name} -"))
            .Concat(users.Select(name => new SysusersLine("u", name, $"u {name} - \"{description}\" / /usr/sbin/nologin")));
    }
}
