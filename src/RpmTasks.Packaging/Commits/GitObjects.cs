using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RpmTasks.Packaging.Commits;

/// <summary>The object folders of a repository: its own, and those it borrows from (gitrepository-layout).</summary>
internal sealed class GitObjects
{
    private const int MostAlternates = 32;

    /// <summary>git makes chains of at most 50 differences, unless it is told otherwise.</summary>
    private const int LongestChain = 256;

    private readonly List<string> _folders = [];
    private int _depth;

    private GitObjects(string folder) => AddWithAlternates(folder);

    /// <summary>The repository whose work tree the folder lies in; null without one.</summary>
    public static GitObjects? Above(string folder)
    {
        for (var place = folder; place is not null; place = Path.GetDirectoryName(place))
        {
            if (RepositoryIn(place) is { } repository)
                return new GitObjects(Path.Combine(CommonFolder(repository), "objects"));
        }

        return null;
    }

    /// <returns>The object of that name, checked to have it; null when it is not there.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public GitObject? Find(ObjectName name)
    {
        if (++_depth > LongestChain)
            throw new InvalidDataException("A chain of differences without end.");
        var found = _folders.Select(folder => Loose(folder, name)).FirstOrDefault(loose => loose is not null)
            ?? _folders.SelectMany(Packs).Select(pack => pack.Find(name)).FirstOrDefault(packed => packed is not null);
        _depth--;
        return found is null || found.Has(name) ? found : throw new InvalidDataException("Another object than its name says.");
    }

    // A work tree added with "git worktree", and a submodule, have a file that says where the repository is.
    private static string? RepositoryIn(string workTree)
    {
        const string pointer = "gitdir: ";
        var git = Path.Combine(workTree, ".git");
        if (Directory.Exists(git))
            return git;
        var text = File.Exists(git) ? File.ReadAllText(git).TrimEnd('\r', '\n') : "";
        return text.StartsWith(pointer, StringComparison.Ordinal) ? Path.GetFullPath(text[pointer.Length..], workTree) : null;
    }

    private static string CommonFolder(string repository)
    {
        var file = Path.Combine(repository, "commondir");
        return File.Exists(file) ? Path.GetFullPath(File.ReadAllText(file).TrimEnd('\r', '\n'), repository) : repository;
    }

    private void AddWithAlternates(string folder)
    {
        if (_folders.Count >= MostAlternates || _folders.Contains(folder) || !Directory.Exists(folder))
            return;
        _folders.Add(folder);
        var alternates = Path.Combine(folder, "info", "alternates");
        if (!File.Exists(alternates))
            return;
        foreach (var line in File.ReadLines(alternates).Where(line => line.Length > 0 && line[0] != '#'))
            AddWithAlternates(Path.GetFullPath(line, folder));
    }

    private IEnumerable<PackFile> Packs(string folder)
    {
        var packs = Path.Combine(folder, "pack");
        return Directory.Exists(packs)
            ? Directory.EnumerateFiles(packs, "*.idx").Order(StringComparer.Ordinal).Select(index => new PackFile(index, Find))
            : [];
    }

    // "commit 245", a zero byte, and the content, all in one zlib stream.
    private static GitObject? Loose(string folder, ObjectName name)
    {
        var path = Path.Combine(folder, name.Hex[..2], name.Hex[2..]);
        if (!File.Exists(path))
            return null;
        using var file = File.OpenRead(path);
        using var plain = new ZLibStream(file, CompressionMode.Decompress);
        var header = ReadHeader(plain).Split(' ');
        if (header is not [var kind, var digits]
            || !Enum.TryParse<GitObjectKind>(kind, ignoreCase: true, out var parsed)
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > GitObject.MostBytes)
            return null;
        var content = new byte[length];
        plain.ReadExactly(content);
        return new GitObject(parsed, content);
    }

    private static string ReadHeader(Stream plain)
    {
        const int longest = 32;
        var header = new StringBuilder();
        for (var next = plain.ReadByte(); next > 0 && header.Length < longest; next = plain.ReadByte())
            header.Append((char)next);
        return header.ToString();
    }
}
