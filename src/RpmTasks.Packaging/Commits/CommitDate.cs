using System.Buffers.Text;

namespace RpmTasks.Packaging.Commits;

/// <summary>
/// The date of the commit that is being built, read from git's own files: git itself need not be there, and nothing is run. Whatever is
/// not as expected means that the date is not known; it never fails a build.
/// </summary>
internal static class CommitDate
{
    /// <param name="folder">Absolute; in the work tree.</param>
    /// <param name="revision">The commit's name in hex, as the build knows it (SourceRevisionId).</param>
    /// <returns>Seconds since 1970-01-01 UTC, when the commit was made (not when its change was first written); null when unknown.</returns>
    public static long? Find(string folder, string revision)
    {
        if (ObjectName.TryParse(revision) is not { } name)
            return null;
        try
        {
            return GitObjects.Above(folder)?.Find(name) is { Kind: GitObjectKind.Commit } commit ? Committed(commit.Content) : null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // "committer Name <mail> 1767225600 +0100" in the commit's own header, which ends with an empty line.
    private static long? Committed(ReadOnlySpan<byte> commit)
    {
        while (commit.IndexOf((byte)'\n') is > 0 and var end)
        {
            var line = commit[..end];
            if (line.StartsWith("committer "u8))
            {
                var time = line[(line.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' ');
                // RPM keeps times in 32 unsigned bits.
                return Utf8Parser.TryParse(time, out uint seconds, out var used) && used < time.Length ? seconds : null;
            }

            commit = commit[(end + 1)..];
        }

        return null;
    }
}
