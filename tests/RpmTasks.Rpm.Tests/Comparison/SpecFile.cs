using System.Globalization;
using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>A package said in rpmbuild's words: a spec file, and a folder with the bytes of its files.</summary>
internal static class SpecFile
{
    public const string Name = "compared.spec";

    /// <summary>Nothing may be added to the files or changed in them, and every time must come from the spec.</summary>
    private const string Globals =
        """
        %global __os_install_post %{nil}
        %global debug_package %{nil}
        %global _build_id_links none
        %global use_source_date_epoch_as_buildtime 1
        %global clamp_mtime_to_source_date_epoch 1
        %global build_mtime_policy clamp_to_source_date_epoch

        """;

    public static void Write(RpmSpec spec, string folder)
    {
        var files = spec.Files.ToArray();
        for (var i = 0; i < files.Length; i++)
            WriteContent(files[i], Path.Combine(folder, $"content-{i}"));
        File.WriteAllText(Path.Combine(folder, Name), TextOf(spec, files));
    }

    private static void WriteContent(RpmFile file, string path)
    {
        if (file.Kind != FileKind.Regular)
            return;
        using var target = File.Create(path);
        using var content = file.Content?.Open();
        content?.CopyTo(target);
    }

    private static string TextOf(RpmSpec spec, RpmFile[] files)
    {
        var text = new StringBuilder(Globals);
        AddPreamble(text, spec);
        text.Append($"%description\n{Literal(spec.Description)}\n%install\n");
        for (var i = 0; i < files.Length; i++)
            text.Append(InstallLine(files[i], $"%{{_sourcedir}}/content-{i}"));
        foreach (var file in files)
            text.Append($"touch --no-dereference --date=@{file.ModifiedAt} {InBuildRoot(file.Path)}\n");
        foreach (var scriptlet in spec.Scriptlets)
            text.Append($"{Section(scriptlet.Kind)} -p {Quoted(scriptlet.Interpreter)}\n{Literal(scriptlet.Body)}\n");
        text.Append("%files\n");
        foreach (var file in files)
            text.Append(FilesLine(file));
        AddChangelog(text, spec);
        return text.ToString();
    }

    private static void AddPreamble(StringBuilder text, RpmSpec spec)
    {
        (string Tag, string? Value)[] lines =
        [
            ("Name", spec.Name), ("Epoch", spec.Epoch?.ToString(CultureInfo.InvariantCulture)), ("Version", spec.Version), ("Release", spec.Release),
            ("Summary", spec.Summary), ("License", spec.License), ("Group", spec.Group), ("URL", spec.Url), ("Vendor", spec.Vendor), ("Packager", spec.Packager),
            .. spec.Dependencies.Select(dependency => (dependency.Kind + Moments(dependency.Flags), (string?)Expression(dependency))),
        ];
        foreach (var (tag, value) in lines.Where(line => line.Value is not null))
            text.Append($"{tag}: {Literal(value!)}\n");
    }

    private static string Moments(Sense flags)
    {
        (Sense Flag, string Name)[] known = [(Sense.ScriptPre, "pre"), (Sense.ScriptPost, "post"), (Sense.ScriptPreUn, "preun"), (Sense.ScriptPostUn, "postun")];
        var names = known.Where(moment => flags.HasFlag(moment.Flag)).Select(moment => moment.Name).ToList();
        return names.Count == 0 ? "" : $"({string.Join(',', names)})";
    }

    private static string Expression(RpmDependency dependency)
    {
        var less = dependency.Flags.HasFlag(Sense.Less) ? "<" : "";
        var greater = dependency.Flags.HasFlag(Sense.Greater) ? ">" : "";
        var equal = dependency.Flags.HasFlag(Sense.Equal) ? "=" : "";
        return $"{dependency.Name} {less}{greater}{equal} {dependency.Version}".Trim();
    }

    private static string InstallLine(RpmFile file, string content)
    {
        var path = InBuildRoot(file.Path);
        return file.Kind switch
        {
            FileKind.Directory => $"mkdir --parents {path}\n",
            FileKind.SymbolicLink => $"mkdir --parents {InBuildRoot(FolderOf(file.Path))}\nln --symbolic {Literal(Quoted(file.LinkTarget!))} {path}\n",
            _ => $"install -D --mode={Convert.ToString(file.Mode, 8)} \"{content}\" {path}\n",
        };
    }

    private static string FilesLine(RpmFile file)
    {
        (FileFlags Flag, string Word)[] words =
        [
            (FileFlags.Config | FileFlags.NoReplace, "%config(noreplace) "), (FileFlags.Config | FileFlags.MissingOk, "%config(missingok) "), (FileFlags.Config, "%config "),
            (FileFlags.Doc, "%doc "), (FileFlags.License, "%license "), (FileFlags.Ghost, "%ghost "), (FileFlags.None, file.Kind == FileKind.Directory ? "%dir " : ""),
        ];
        var word = words.First(pair => pair.Flag == file.Flags).Word;
        var mode = file.Kind == FileKind.SymbolicLink ? "-" : Convert.ToString(file.Mode, 8);
        return $"%attr({mode}, {file.Owner}, {file.Group}) {word}\"{Literal(file.Path)}\"\n";
    }

    private static void AddChangelog(StringBuilder text, RpmSpec spec)
    {
        text.Append("%changelog\n");
        foreach (var (date, author, items) in spec.Changelog)
            text.Append(CultureInfo.InvariantCulture, $"* {date:ddd MMM dd yyyy} {Literal(author)}\n{Literal(items)}\n\n");
    }

    private static string Section(ScriptletKind kind) => kind switch
    {
        ScriptletKind.PreTransaction => "%pretrans",
        ScriptletKind.PreInstall => "%pre",
        ScriptletKind.PostInstall => "%post",
        ScriptletKind.PreUninstall => "%preun",
        ScriptletKind.PostUninstall => "%postun",
        _ => "%posttrans",
    };

    private static string InBuildRoot(string path) => $"%{{buildroot}}{Literal(Quoted(path))}";

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    private static string Quoted(string text) => $"'{text}'";

    /// <summary>rpmbuild would expand it.</summary>
    private static string Literal(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
