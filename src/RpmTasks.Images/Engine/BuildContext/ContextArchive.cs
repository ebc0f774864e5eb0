using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>A build context in one tar, in a file that is gone when this is disposed.</summary>
/// <param name="DockerfileName">What the Dockerfile is called in the tar.</param>
internal sealed record ContextArchive(FileStream Content, string DockerfileName) : IAsyncDisposable
{
    private const string IgnoreFile = ".dockerignore";

    private const string HiddenDockerfile = ".rpmtasks.Dockerfile";

    private const int BufferSize = 128 << 10;

    public static async Task<ContextArchive> CreateAsync(DockerfileBuild build, CancellationToken ct)
    {
        Check(build);
        Directory.CreateDirectory(build.SpoolFolder);
        var spool = Path.Combine(build.SpoolFolder, $"context-{Path.GetRandomFileName()}.tar");
        var content = new FileStream(spool, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var name = await WriteAsync(build, content, ct).ConfigureAwait(false);
            return new ContextArchive(content, name);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static void Check(DockerfileBuild build)
    {
        if (!Directory.Exists(build.Context))
            throw new ImageException(ImageFault.NotFound, build.Context, "the build context (RpmDockerContext) is no folder that exists");
        if (!File.Exists(build.Dockerfile))
            throw new ImageException(ImageFault.NotFound, build.Dockerfile, "there is no such Dockerfile (RpmDockerfile)");
    }

    private static async Task<string> WriteAsync(DockerfileBuild build, FileStream output, CancellationToken ct)
    {
        var ignoreFile = IgnoreFileOf(build);
        var text = ignoreFile is null ? "" : DockerIgnore.Read(ignoreFile);
        var tree = new ContextTree(build.Context, DockerIgnore.Parse(text, ignoreFile ?? IgnoreFile), build.SpoolFolder);
        var dockerfile = NameWithin(build.Context, build.Dockerfile);
        var dockerfileSeen = false;
        string? rules = null;
        var tar = new ContextTar(output);
        await using (tar.ConfigureAwait(false))
        {
            foreach (var entry in tree.Entries())
            {
                ct.ThrowIfCancellationRequested();
                dockerfileSeen |= entry.Name == dockerfile && !entry.IsLink;
                if (entry.Name != IgnoreFile)
                    await tar.AddAsync(entry, ct).ConfigureAwait(false);
                else if (entry.Info.FullName == ignoreFile)
                    rules = text;
            }
            return dockerfileSeen ? await WithRulesAsync(tar, rules, dockerfile!, ct).ConfigureAwait(false)
                : await AddHiddenAsync(tar, build.Dockerfile, rules, ct).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Engines obey a .dockerignore that they find, so only the one in force is sent, and only as what it is to COPY: a file like others.
    /// </summary>
    private static async Task<string> WithRulesAsync(ContextTar tar, string? rules, string dockerfile, CancellationToken ct)
    {
        if (rules is not null)
            await tar.AddTextAsync(IgnoreFile, rules, ct).ConfigureAwait(false);
        return dockerfile;
    }

    /// <summary>
    /// Engines read the Dockerfile from the context. One that COPY must not see, as it is excluded or lies elsewhere, goes under
    /// another name with a .dockerignore that tells the engine to hide both. (BuildKit heeds none in a context that is sent to it
    /// this way: there "COPY . ." copies the two.)
    /// </summary>
    private static async Task<string> AddHiddenAsync(ContextTar tar, string dockerfile, string? rules, CancellationToken ct)
    {
        await tar.AddFileAsync(HiddenDockerfile, dockerfile, ct).ConfigureAwait(false);
        return await WithRulesAsync(tar, $"{rules ?? IgnoreFile}\n{HiddenDockerfile}\n", HiddenDockerfile, ct).ConfigureAwait(false);
    }

    /// <summary>"Name.dockerignore" beside the Dockerfile is for that Dockerfile alone and takes the place of the context's.</summary>
    private static string? IgnoreFileOf(DockerfileBuild build)
    {
        string[] candidates = [build.Dockerfile + IgnoreFile, Path.Combine(build.Context, IgnoreFile)];
        return Array.Find(candidates, File.Exists) is { } file ? Path.GetFullPath(file) : null;
    }

    /// <summary>The Dockerfile's name in the context, null when it lies elsewhere.</summary>
    private static string? NameWithin(string context, string dockerfile)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(context), Path.GetFullPath(dockerfile)).Replace(Path.DirectorySeparatorChar, '/');
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? null : relative;
    }
}
