using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Package.Tests;

/// <summary>What a user downloads.</summary>
public sealed class NupkgTests
{
    private static readonly string[] Tasks =
    [
        "BouncyCastle.Cryptography.dll",
        "Docker.DotNet.Handler.Abstractions.dll",
        "Docker.DotNet.LegacyHttp.dll",
        "Docker.DotNet.NPipe.dll",
        "Docker.DotNet.NativeHttp.dll",
        "Docker.DotNet.Unix.dll",
        "Docker.DotNet.dll",
        "ICSharpCode.SharpZipLib.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "Microsoft.Net.Http.Client.dll",
        "RpmTasks.Images.dll",
        "RpmTasks.Packaging.dll",
        "RpmTasks.Rpm.dll",
        "RpmTasks.Tasks.deps.json",
        "RpmTasks.Tasks.dll",
        "SharpCompress.dll",
        "System.IO.Hashing.dll",
        "ZstdSharp.dll",
    ];

    /// <summary>What every pack runs, with machine code.</summary>
    private static readonly string[] CompiledAhead =
    [
        "ICSharpCode.SharpZipLib.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "RpmTasks.Images.dll",
        "RpmTasks.Packaging.dll",
        "RpmTasks.Rpm.dll",
        "RpmTasks.Tasks.dll",
        "System.IO.Hashing.dll",
        "ZstdSharp.dll",
    ];

    private static string Nupkg => Directory.GetFiles(LocalFeed.Mine.Folder, "RpmTasks.*.nupkg").Single();

    [Test]
    public void The_package_holds_exactly_this()
    {
        using var package = ZipFile.OpenRead(Nupkg);
        var entries = package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).ToList();
        Assert.That(entries.RemoveAll(name => name.StartsWith("package/services/metadata/core-properties/", StringComparison.Ordinal)), Is.EqualTo(1), "NuGet's own properties");
        Assert.That(entries, Is.EqualTo(new[]
        {
            "LICENSE",
            "README.md",
            "RpmTasks.nuspec",
            "THIRD-PARTY-NOTICES.md",
            "[Content_Types].xml",
            "_rels/.rels",
            "build/RpmTasks.Info.targets",
            "build/RpmTasks.Runtimes.targets",
            "build/RpmTasks.UpToDate.targets",
            "build/RpmTasks.props",
            "build/RpmTasks.targets",
            "build/RpmTasks.targets.buildschema.json",
            "buildMultiTargeting/RpmTasks.targets",
            "icon.png",
        }.Concat(Tasks.Select(name => "tasks/net10.0/" + name)).Concat(CompiledAhead.Select(name => "tasks/net10.0/linux-x64/" + name)).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void The_package_depends_on_nothing_and_is_no_dependency_of_the_app()
    {
        var metadata = Nuspec();
        Assert.That(metadata.Element(metadata.Name.Namespace + "developmentDependency")?.Value, Is.EqualTo("true"));
        Assert.That(metadata.Descendants(metadata.Name.Namespace + "dependency"), Is.Empty);
    }

    [TestCase("readme", "README.md")]
    [TestCase("icon", "icon.png")]
    [TestCase("license", "MIT")]
    public void What_a_gallery_shows_is_there(string element, string value)
    {
        var metadata = Nuspec();
        Assert.That(metadata.Element(metadata.Name.Namespace + element)?.Value, Is.EqualTo(value));
    }

    [Test]
    public void The_icon_is_a_small_picture_of_the_size_that_galleries_show()
    {
        var icon = Read("icon.png");
        Assert.That(icon.Length, Is.LessThan(20_000));
        Assert.That(icon[..8], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a }));
        // Width and height of the chunk IHDR.
        Assert.That(icon[16..24], Is.EqualTo(new byte[] { 0, 0, 0, 128, 0, 0, 0, 128 }));
    }

    [Test]
    public void Packed_again_it_is_the_same_to_the_byte()
    {
        using var folder = new TemporaryFolder();
        // A ZIP's times are of two seconds.
        var first = File.GetLastWriteTimeUtc(Nupkg);
        var again = LocalFeed.Mine.PackAgain(folder.Path);
        Assert.That(File.GetLastWriteTimeUtc(again) - first, Is.GreaterThan(TimeSpan.FromSeconds(2)), "otherwise this shows nothing");
        Assert.That(File.ReadAllBytes(again), Is.EqualTo(File.ReadAllBytes(Nupkg)));
    }

    /// <summary>What lies beside the task is what its deps.json says, so that MSBuild loads it from there and nothing else's.</summary>
    [Test]
    public void The_libraries_are_those_that_isolate_the_task()
    {
        var libraries = Libraries().SelectMany(library => library.Files).Append("RpmTasks.Tasks.dll");
        Assert.That(libraries.Distinct(), Is.EquivalentTo(Tasks.Except(["RpmTasks.Tasks.deps.json"])));
    }

    [Test]
    public void Every_library_of_others_is_in_the_notices_as_its_package_says()
    {
        var notices = System.Text.Encoding.UTF8.GetString(Read("THIRD-PARTY-NOTICES.md"));
        var rows = notices.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => string.Join('|', line.Split('|').Select(cell => cell.Trim()).Skip(1).Take(4)));
        Assert.That(rows, Is.EquivalentTo(Libraries().Where(library => library.IsPackage && library.Files.Count > 0).Select(library => library.Notice())));
        Assert.That(notices, Does.Contain("Permission is hereby granted, free of charge").And.Contain("Redistribution and use in source and binary forms"), "the licences themselves");
    }

    [TestCase("RpmTasks.Images.dll")]
    [TestCase("RpmTasks.Packaging.dll")]
    [TestCase("RpmTasks.Rpm.dll")]
    [TestCase("RpmTasks.Tasks.dll")]
    public void Symbols_are_in_the_assembly(string name)
    {
        using var assembly = new PEReader(new MemoryStream(Read("tasks/net10.0/" + name)));
        Assert.That(assembly.ReadDebugDirectory().Select(entry => entry.Type), Does.Contain(DebugDirectoryEntryType.EmbeddedPortablePdb).And.Contain(DebugDirectoryEntryType.Reproducible));
    }

    [TestCaseSource(nameof(CompiledAhead))]
    public void An_assembly_that_is_compiled_ahead_is_the_same_one_with_machine_code(string name)
    {
        using PEReader plain = new(new MemoryStream(Read("tasks/net10.0/" + name))), compiled = new(new MemoryStream(Read("tasks/net10.0/linux-x64/" + name)));
        Assert.That(plain.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size, Is.Zero);
        Assert.That(compiled.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size, Is.Positive);
        Assert.That(compiled.GetMetadataReader().GetAssemblyDefinition().GetAssemblyName().FullName, Is.EqualTo(plain.GetMetadataReader().GetAssemblyDefinition().GetAssemblyName().FullName));
        Assert.That(compiled.GetMetadataReader().MethodDefinitions, Has.Count.EqualTo(plain.GetMetadataReader().MethodDefinitions.Count));
    }

    private static XElement Nuspec()
    {
        var root = XDocument.Load(new MemoryStream(Read("RpmTasks.nuspec"))).Root!;
        return root.Element(root.Name.Namespace + "metadata")!;
    }

    private static IEnumerable<ShippedLibrary> Libraries()
    {
        var deps = JsonNode.Parse(Read("tasks/net10.0/RpmTasks.Tasks.deps.json"))!;
        var target = deps["targets"]!.AsObject().Single().Value!.AsObject();
        return target.Select(library => new ShippedLibrary(
            library.Key.Split('/')[0],
            library.Key.Split('/')[1],
            deps["libraries"]![library.Key]!["type"]!.GetValue<string>() == "package",
            [.. library.Value!["runtime"]?.AsObject().Select(file => Path.GetFileName(file.Key)) ?? []]));
    }

    private static byte[] Read(string entry)
    {
        using var package = ZipFile.OpenRead(Nupkg);
        using var stream = package.GetEntry(entry)!.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
