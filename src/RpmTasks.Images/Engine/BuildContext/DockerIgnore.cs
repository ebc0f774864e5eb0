using System.Collections.Immutable;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>What the patterns say about one path, and what they said about the folders above it.</summary>
/// <param name="Excluded">The last pattern that matches the path, or a folder above it, excludes it.</param>
/// <param name="Matched">For each pattern whether it matches the path or a folder above it.</param>
internal sealed record IgnoreVerdict(bool Excluded, ImmutableArray<bool> Matched);

/// <summary>
/// A .dockerignore: each path is decided by the last pattern that matches it or a folder above it, so a file can be brought back
/// out of a folder that is excluded.
/// </summary>
internal sealed class DockerIgnore
{
    /// <summary>Far beyond any list kept by hand.</summary>
    private const int MaximumLength = 4 << 20;

    private readonly ImmutableArray<IgnorePattern> patterns;

    private DockerIgnore(ImmutableArray<IgnorePattern> patterns)
    {
        this.patterns = patterns;
        Root = new IgnoreVerdict(false, [.. patterns.Select(_ => false)]);
    }

    /// <summary>The verdict on the context itself, which is never excluded.</summary>
    public IgnoreVerdict Root { get; }

    /// <summary>The text of a file of patterns, bounded.</summary>
    public static string Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MaximumLength ? File.ReadAllText(file)
                : throw new ImageException(ImageFault.LimitExceeded, file, $"no list of ignored files is longer than {MaximumLength} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(ImageFault.BuildFailed, file, $"it cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    public static DockerIgnore Parse(string text, string file)
    {
        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            try
            {
                if (IgnorePattern.Parse(line) is { } pattern)
                    patterns.Add(pattern);
            }
            catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
            {
                throw new ImageException(ImageFault.BuildFailed, file, $"line {number}, '{line.Trim()}', is no pattern: {e.Message.TrimEnd('.')}", e);
            }
        }
        return new DockerIgnore(patterns.DrainToImmutable());
    }

    /// <summary>The verdict on a path, given the one on the folder it lies in.</summary>
    public IgnoreVerdict Decide(IgnoreVerdict folder, string path)
    {
        var matched = ImmutableArray.CreateBuilder<bool>(patterns.Length);
        var excluded = false;
        for (var i = 0; i < patterns.Length; i++)
        {
            matched.Add(folder.Matched[i] || patterns[i].Matches(path));
            if (matched[i])
                excluded = !patterns[i].Exception;
        }
        return new IgnoreVerdict(excluded, matched.MoveToImmutable());
    }

    /// <summary>Whether anything below an excluded folder can have been brought back.</summary>
    public bool MayIncludeBelow(string folder) => patterns.Any(pattern => pattern.Exception && pattern.MayMatchBelow(folder));
}
