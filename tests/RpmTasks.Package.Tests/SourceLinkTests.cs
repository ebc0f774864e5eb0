using System.Reflection.PortableExecutable;
using System.Text;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>A debugger finds the sources of what is built from a clone.</summary>
public sealed class SourceLinkTests
{
    // PortablePdb-Metadata.md, "Source Link".
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Test]
    public void Symbols_name_the_commit_where_the_sources_lie()
    {
        RealTool.Require("git", "dotnet");
        using var clone = new TemporaryFolder();
        File.Copy(Repository.Path("Directory.Build.props"), clone.File("Directory.Build.props"));
        File.WriteAllText(clone.File("library.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        File.WriteAllText(clone.File("Numbers.cs"), "namespace Library;\n\npublic static class Numbers\n{\n    public static int One => 1;\n}\n");
        Git("init", "--quiet");
        Git("remote", "add", "origin", "https://github.com/example/rpmtasks.git");
        Git("add", ".");
        Git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "first");
        var commit = Git("rev-parse", "HEAD").Trim();

        Command.Do(DotNet.In(clone.Path, LocalFeed.PackagesFolder, "build", "-c", "Release"));

        var assembly = Directory.GetFiles(clone.File("artifacts", "bin"), "library.dll", SearchOption.AllDirectories).Single();
        Assert.That(Encoding.UTF8.GetString(SourceLinkOf(assembly)), Does.Contain($"https://raw.githubusercontent.com/example/rpmtasks/{commit}/*"));

        string Git(params string[] arguments) => Command.Do("git", ["-C", clone.Path, .. arguments]);
    }

    private static byte[] SourceLinkOf(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        var embedded = assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var symbols = provider.GetMetadataReader();
        return symbols.CustomDebugInformation
            .Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == SourceLink)
            .Select(information => symbols.GetBlobBytes(information.Value))
            .Single();
    }
}
