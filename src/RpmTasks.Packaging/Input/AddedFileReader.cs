using System.Text;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Files;
using RpmTasks.Packaging.Users;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads one RpmFile item. Modes and owners are the project's word alone: what a file has on the building machine says nothing, and on Windows it has none.</summary>
internal sealed partial class AddedFileReader(string projectFolder, ProblemList problems)
{
    private const int FileMode = 0b110_100_100;
    private const int FolderMode = 0b111_101_101;
    private const int SetUserId = 1 << 11;
    private const int SetGroupId = 1 << 10;

    private readonly SourceFiles _sources = new(projectFolder, problems);

    /// <returns>Null when something is wrong with it.</returns>
    public AddedFile? Read(FileInput item)
    {
        var kind = problems.Choice(
            $"RpmFile '{item.Include}' Kind",
            item.Kind,
            ("file", AddedKind.File),
            ("config", AddedKind.Config),
            ("config-noreplace", AddedKind.ConfigNoReplace),
            ("doc", AddedKind.Doc),
            ("license", AddedKind.License),
            ("ghost", AddedKind.Ghost),
            ("dir", AddedKind.Folder),
            ("symlink", AddedKind.Link));
        var path = Path(item, kind);
        var file = new RpmFile(path ?? "", FileKindOf(kind))
        {
            Mode = Mode(item, kind),
            Owner = Owner(item.Include, "Owner", item.Owner),
            Group = Owner(item.Include, "Group", item.Group),
            ModifiedAt = 0,
            Flags = FlagsOf(kind),
            Content = NeedsSource(kind) ? Source(item) : null,
            LinkTarget = kind == AddedKind.Link ? Link(item) : null,
        };
        CheckSetId(item, file);
        return path is null ? null : new AddedFile(item.Include, file) { Accounts = SysusersFile.Read(file, problems) };
    }

    private string? Path(FileInput item, AddedKind kind)
    {
        var target = item.TargetPath.Length == 0 && kind is AddedKind.Folder or AddedKind.Ghost ? item.Include : item.TargetPath;
        // What MSBuild puts into %(RecursiveDir) on Windows.
        target = target.Replace('\\', '/');
        if (target.Length > 1 && target.EndsWith('/'))
        {
            if (kind == AddedKind.Folder)
                target = target[..^1];
            else if (NeedsSource(kind))
                target += System.IO.Path.GetFileName(item.Include);
        }

        if (TargetPath.FindProblem(item.Include, target) is not { } problem)
            return target;
        problems.Add(problem);
        return null;
    }

    private int Mode(FileInput item, AddedKind kind)
    {
        var unset = kind == AddedKind.Folder ? FolderMode : FileMode;
        if (item.Mode.Length == 0)
            return unset;
        if (kind == AddedKind.Link)
            problems.Add(Rules.BadLink, item.Include, "has a Mode, but Linux gives links none");
        else if (ModePattern().IsMatch(item.Mode))
            return Convert.ToInt32(item.Mode, 8);
        else
            problems.Add(Rules.BadMode, item.Include, item.Mode, kind == AddedKind.Folder ? "0755" : "0644");
        return unset;
    }

    private string Owner(string item, string metadatum, string name)
    {
        if (name.Length > 0 && !AccountName.IsValid(name))
            problems.Add(Rules.BadOwner, item, metadatum, name);
        return name.Length > 0 ? name : "root";
    }

    // rpm drops these bits without a word when it does not find the owner (setUser in lib/fsm.c).
    private void CheckSetId(FileInput item, RpmFile file)
    {
        if ((file.Mode & SetUserId) != 0 && file.Owner != "root")
            problems.Add(Rules.SetIdNotRoot, item.Include, item.Mode, "Owner", file.Owner);
        if ((file.Mode & SetGroupId) != 0 && file.Group != "root" && file.Kind != FileKind.Directory)
            problems.Add(Rules.SetIdNotRoot, item.Include, item.Mode, "Group", file.Group);
    }

    private Content? Source(FileInput item) =>
        _sources.Find("RpmFile", item.Include) is { } path ? SourceFiles.ContentOf(path) : null;

    private string Link(FileInput item)
    {
        if (item.Include.Length == 0 || TextRules.FindLineProblem(item.Include) is not null)
            problems.Add(Rules.BadLink, item.Include, "points to what is no path");
        else if (Encoding.UTF8.GetByteCount(item.Include) >= CpioEntry.MaxNameSize)
            problems.Add(Rules.BadLink, item.Include, $"points to a path of more than {CpioEntry.MaxNameSize - 1} bytes");
        return item.Include;
    }

    private static bool NeedsSource(AddedKind kind) => kind is not (AddedKind.Folder or AddedKind.Ghost or AddedKind.Link);

    private static FileKind FileKindOf(AddedKind kind) => kind switch
    {
        AddedKind.Folder => FileKind.Directory,
        AddedKind.Link => FileKind.SymbolicLink,
        _ => FileKind.Regular,
    };

    private static FileFlags FlagsOf(AddedKind kind) => kind switch
    {
        AddedKind.Config => FileFlags.Config,
        AddedKind.ConfigNoReplace => FileFlags.Config | FileFlags.NoReplace,
        AddedKind.Doc => FileFlags.Doc,
        AddedKind.License => FileFlags.License,
        AddedKind.Ghost => FileFlags.Ghost,
        _ => FileFlags.None,
    };

    [GeneratedRegex(@"^0*[0-7]{1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModePattern();

    private enum AddedKind
    {
        File,
        Config,
        ConfigNoReplace,
        Doc,
        License,
        Ghost,
        Folder,
        Link,
    }
}
