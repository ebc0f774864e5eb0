using System.Collections.Immutable;
using System.Text;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Writing;

/// <summary>What a packaged file must be so that every rpm unpacks it, and unpacks it where its path says.</summary>
internal static class FileRules
{
    /// <summary>The archive's names begin with "./" instead of "/" and end with a NUL.</summary>
    internal const int MaxPathSize = CpioEntry.MaxNameSize - 2;

    public static IEnumerable<string> Check(ImmutableArray<RpmFile> files)
    {
        if (files.Length > HeaderKind.MaxElements)
            yield return $"{files.Length} files are more than the {HeaderKind.MaxElements} that rpm takes.";
        var owners = new Dictionary<string, RpmFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var problem in Check(file))
                yield return $"The file '{file.Path}' {problem}.";
            if (!owners.TryAdd(file.Path, file))
                yield return $"The path '{file.Path}' is there twice.";
        }

        foreach (var file in files.Where(file => file.HardLinkOf is not null))
        {
            if (!IsSameFile(file, owners.GetValueOrDefault(file.HardLinkOf!)))
                yield return $"The file '{file.Path}' is no further name of '{file.HardLinkOf}'.";
        }

        foreach (var file in files)
        {
            if (FindFileAbove(file.Path, owners) is { } above)
                yield return $"The file '{file.Path}' lies below '{above.Path}', which is no directory.";
        }
    }

    /// <summary>rpm installs one content, with one mode and time, under all names of an inode.</summary>
    private static bool IsSameFile(RpmFile link, RpmFile? file) =>
        file is { Kind: FileKind.Regular, HardLinkOf: null } && link.Path != file.Path
        && !(file.Flags | link.Flags).HasFlag(FileFlags.Ghost)
        && (link.Kind, link.Mode, link.Owner, link.Group, link.ModifiedAt) == (file.Kind, file.Mode, file.Owner, file.Group, file.ModifiedAt)
        && (link.Content?.Length, link.Content?.Sha256) == (file.Content?.Length, file.Content?.Sha256);

    private static RpmFile? FindFileAbove(string path, Dictionary<string, RpmFile> owners)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (owners.TryGetValue(path[..end], out var above) && above.Kind != FileKind.Directory)
                return above;
        }

        return null;
    }

    private static IEnumerable<string> Check(RpmFile file) =>
        CheckPath(file.Path).Concat(CheckProperties(file)).Concat(CheckContent(file)).Concat(CheckLink(file));

    private static IEnumerable<string> CheckPath(string path)
    {
        if (!path.StartsWith('/') || path.EndsWith('/'))
            yield return "must have a path that begins with '/' and does not end with it";
        else if (path[1..].Split('/').Any(part => part is "" or "." or ".."))
            yield return "must have a path without empty, '.' and '..' parts";
        if (TextRules.FindLineProblem(path) is { } problem)
            yield return $"has a path that {problem}";
        if (Encoding.UTF8.GetByteCount(path) > MaxPathSize)
            yield return $"has a path of more than {MaxPathSize} bytes";
    }

    private static IEnumerable<string> CheckProperties(RpmFile file)
    {
        if (file.Mode is < 0 or > 0xFFF)
            yield return $"has the mode {Convert.ToString(file.Mode, 8)}, which is more than permission bits";
        foreach (var owner in new[] { file.Owner, file.Group })
        {
            if (owner.Length == 0 || owner.Any(symbol => symbol <= ' ' || symbol is ':' or '/' or '\x7f') || TextRules.FindLineProblem(owner) is not null)
                yield return $"has the owner or group '{owner}', which is no name";
        }

        const FileFlags OnlyForFiles = FileFlags.Config | FileFlags.NoReplace | FileFlags.Doc | FileFlags.License;
        if (file.Kind == FileKind.Directory && (file.Flags & OnlyForFiles) != 0)
            yield return "is a directory and cannot be config, doc or license";
        if (file.Flags.HasFlag(FileFlags.NoReplace) && !file.Flags.HasFlag(FileFlags.Config))
            yield return "is noreplace without being config";
    }

    private static IEnumerable<string> CheckContent(RpmFile file)
    {
        var mayHaveContent = file.Kind == FileKind.Regular && !file.Flags.HasFlag(FileFlags.Ghost);
        if (mayHaveContent && file.Content is null)
            yield return "has no content";
        if (!mayHaveContent && file.Content is not null)
            yield return "has content, which only a regular file that is no ghost can have";
        if (file.Content is { Length: < 0 })
            yield return $"has content of {file.Content.Length} bytes";
    }

    private static IEnumerable<string> CheckLink(RpmFile file)
    {
        if (file.Kind != FileKind.SymbolicLink)
        {
            if (file.LinkTarget is not null)
                yield return "has a link target but is no symbolic link";
        }
        else if (string.IsNullOrEmpty(file.LinkTarget) || Encoding.UTF8.GetByteCount(file.LinkTarget) >= CpioEntry.MaxNameSize
            || TextRules.FindLineProblem(file.LinkTarget) is not null)
        {
            yield return $"is a symbolic link without a sound target: '{file.LinkTarget}'";
        }
    }
}
