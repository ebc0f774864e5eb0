using System.IO.Compression;

using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>What a user downloads.</summary>
public sealed class NupkgTests
{
    [Test]
    public void The_package_holds_exactly_this()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(LocalFeed.Mine.Folder, "RpmTasks.*.nupkg").Single());
        var entries = package.Entries
            .Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.That(entries, Is.EqualTo(new[]
        {
            "README.md",
            "RpmTasks.nuspec",
            "THIRD-PARTY-NOTICES.md",
            "[Content_Types].xml",
            "build/RpmTasks.Runtimes.targets",
            "build/RpmTasks.UpToDate.targets",
            "build/RpmTasks.props",
            "build/RpmTasks.targets",
            "tasks/net10.0/BouncyCastle.Cryptography.dll",
            "tasks/net10.0/Docker.DotNet.Handler.Abstractions.dll",
            "tasks/net10.0/Docker.DotNet.LegacyHttp.dll",
            "tasks/net10.0/Docker.DotNet.NPipe.dll",
            "tasks/net10.0/Docker.DotNet.NativeHttp.dll",
            "tasks/net10.0/Docker.DotNet.Unix.dll",
            "tasks/net10.0/Docker.DotNet.dll",
            "tasks/net10.0/ICSharpCode.SharpZipLib.dll",
            "tasks/net10.0/Microsoft.Extensions.DependencyInjection.Abstractions.dll",
            "tasks/net10.0/Microsoft.Extensions.Logging.Abstractions.dll",
            "tasks/net10.0/Microsoft.Net.Http.Client.dll",
            "tasks/net10.0/RpmTasks.Images.dll",
            "tasks/net10.0/RpmTasks.Packaging.dll",
            "tasks/net10.0/RpmTasks.Rpm.dll",
            "tasks/net10.0/RpmTasks.Tasks.deps.json",
            "tasks/net10.0/RpmTasks.Tasks.dll",
            "tasks/net10.0/SharpCompress.dll",
            "tasks/net10.0/ZstdSharp.dll",
        }));
    }

    [Test]
    public void The_package_depends_on_nothing_and_is_no_dependency_of_the_app()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(LocalFeed.Mine.Folder, "RpmTasks.*.nupkg").Single());
        using var reader = new StreamReader(package.GetEntry("RpmTasks.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();
        Assert.That(nuspec, Does.Contain("<developmentDependency>true</developmentDependency>"));
        Assert.That(nuspec, Does.Not.Contain("<dependency "));
    }
}
