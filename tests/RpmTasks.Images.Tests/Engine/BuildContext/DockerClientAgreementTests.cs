using RpmTasks.Images.Engine;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Engine.BuildContext;

/// <summary>
/// Docker's own client as the judge of what reaches COPY. It filters the context before it sends it, so the same Dockerfile built by it
/// and by us must copy the same files. (It passes over excluded folders that only a wildcard would bring back from; BuildKit does
/// not, and neither do we, so no such case is here.)
/// </summary>
internal sealed class DockerClientAgreementTests
{
    private static readonly string[] Files =
        ["a", "b.txt", "sub/a", "sub/b.txt", "sub/deep/a", "sub/deep/c.md", "bin/x", "sub/bin/y", "README.md", "x[1]", "-dash", "sub/.hidden", "tempa", "ä"];

    [TestCase("")]
    [TestCase("a")]
    [TestCase("/a\n./sub/a")]
    [TestCase("*.txt\n*/*.txt")]
    [TestCase("**/a")]
    [TestCase("**/bin\n!sub/bin/y")]
    [TestCase("*\n!sub/deep\n!a")]
    [TestCase("*\n!sub/deep/a")]
    [TestCase("sub\n!sub/b.txt\n!sub/bin")]
    [TestCase("!a\n*\n!README.md\n# README.md")]
    [TestCase("**/*.md\n!README.md\nREADME*")]
    [TestCase("temp?\n[\\-x]*\nsub/.*")]
    [TestCase("x\\[1\\]\n\u00e4")]
    [TestCase("x[[]1]")]
    [TestCase("sub/**\n!sub/a")]
    [TestCase("sub/**/a")]
    [TestCase("sub/../b.txt/")]
    [TestCase(".dockerignore\nDockerfile")]
    [TestCase("Dockerfile\n")]
    [TestCase("*")]
    public async Task The_same_files_are_copied(string ignore)
    {
        RealTool.Require("docker");
        using var folder = new TemporaryFolder();
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File("src", file))!);
            File.WriteAllText(folder.File("src", file), file);
        }
        File.WriteAllText(folder.File("src", ".dockerignore"), ignore);
        File.WriteAllText(folder.File("src", "Dockerfile"), "FROM scratch\nCOPY . /app/\n");

        await using var engine = await RealEngines.ConnectAsync("docker");
        async Task<IEnumerable<string>> FilesOfAsync(string id)
        {
            await engine.SaveAsync(id, ImagePull.Never, null, folder.File("out.tar"), CancellationToken.None);
            return BuiltImage.Read(folder.File("out.tar")).FilePaths;
        }

        var ours = await engine.BuildAsync(
            new DockerfileBuild { Dockerfile = folder.File("src", "Dockerfile"), Context = folder.File("src"), SpoolFolder = folder.File("spool") }, CancellationToken.None);
        var theirs = RealTool.Run("env", "DOCKER_BUILDKIT=0", "docker", "--host", RealEngines.Endpoint("docker"), "build", "--no-cache", "--quiet", folder.File("src"));

        Assert.That(theirs.ExitCode, Is.Zero, theirs.All);
        Assert.That(await FilesOfAsync(ours), Is.EqualTo(await FilesOfAsync(theirs.Output.Trim())));
    }
}
