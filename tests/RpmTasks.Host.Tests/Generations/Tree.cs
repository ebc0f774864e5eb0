using System.Security.Cryptography;
using System.Text;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>Files as lines: path, type, permissions, owner, size, time, target and digest; of directories neither size nor time.</summary>
internal static class Tree
{
    private const string PathList = "paths";

    /// <summary>As a spec says that they will be.</summary>
    public static IEnumerable<string> Of(RpmSpec spec) =>
        spec.Files.Where(file => !file.Flags.HasFlag(FileFlags.Ghost)).Select(file => Line(file, spec.BuildTime)).Order(StringComparer.Ordinal);

    /// <summary>As they are on a host below a folder.</summary>
    public static IEnumerable<string> On(JudgingHost host, RpmSpec spec, string below = "")
    {
        var paths = spec.Files.Where(file => !file.Flags.HasFlag(FileFlags.Ghost)).Select(file => below + file.Path + "\0");
        File.WriteAllText(host.Shared(PathList), string.Concat(paths));
        var found = host.Do($$"""
            set -e
            cd /exchange
            find -files0-from {{PathList}} -maxdepth 0 '(' -type d -printf '%p|%y|%m|%u:%g|||%l\n' -o -printf '%p|%y|%m|%u:%g|%s|%T@|%l\n' ')'
            echo
            find -files0-from {{PathList}} -maxdepth 0 -type f -exec sha256sum {} +
            """);
        var parts = found.Split("\n\n");
        var digests = parts[1].Split('\n').ToDictionary(line => line[66..], line => line[..64], StringComparer.Ordinal);
        return parts[0].Split('\n')
            .Select(line => line.Replace(".0000000000", "", StringComparison.Ordinal) + "|" + digests.GetValueOrDefault(line.Split('|')[0], ""))
            .Select(line => line[below.Length..])
            .Order(StringComparer.Ordinal);
    }

    public static byte[] BytesOf(Content content)
    {
        using var stream = content.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Line(RpmFile file, long latest)
    {
        var (type, mode, size, digest) = file.Kind switch
        {
            FileKind.Directory => ("d", file.Mode, "", ""),
            FileKind.SymbolicLink => ("l", 0b111_111_111, $"{Encoding.UTF8.GetByteCount(file.LinkTarget!)}", ""),
            _ => ("f", file.Mode, $"{file.Content!.Length}", Convert.ToHexStringLower(SHA256.HashData(BytesOf(file.Content)))),
        };
        // A directory's time changes when something is put into it.
        var time = file.Kind == FileKind.Directory ? "" : $"{Math.Min(file.ModifiedAt, latest)}";
        return $"{file.Path}|{type}|{Convert.ToString(mode, 8)}|{file.Owner}:{file.Group}|{size}|{time}|{file.LinkTarget}|{digest}";
    }
}
