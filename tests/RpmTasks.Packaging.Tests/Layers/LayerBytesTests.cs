using System.Security.Cryptography;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Tests.Signing;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>The package of a layer is the same file, whoever packs it.</summary>
public sealed class LayerBytesTests
{
    private LayeredProject _project = null!;

    [SetUp]
    public void Create() => _project = new LayeredProject();

    [TearDown]
    public void Remove() => _project.Dispose();

    [Test]
    public void Two_projects_that_differ_in_everything_else_write_the_same_file()
    {
        var plain = _project.Pack(_project.Project("orders", "base", "runtime", "app"), parallelism: 1);
        var first = _project.Files();
        var input = _project.Project("billing", "runtime", "base", "other");
        using var key = new TemporaryFolder();
        var other = input with
        {
            Metadata = new MetadataInput
            {
                Name = "billing",
                Epoch = "7",
                Version = "9.9",
                Release = "8",
                Summary = "Bills",
                Description = "Sends bills.",
                License = "MIT",
                Url = "https://example.com",
                Vendor = "Example",
                Packager = "Ann <ann@example.com>",
                Group = "Applications/Internet",
                BuildHost = "second.example",
                PayloadCompression = "zstd",
                PayloadCompressionLevel = "9",
                Dependencies = [new("RpmRequires", "bash")],
            },
            Places = input.Places with { SourceDateEpoch = "1767225600", OutputFolder = _project.File("second") },
        };

        var second = _project.Pack(other.With(service => service with { Engine = "docker" }), parallelism: 7);

        Assert.That(second.Select(package => package.IsReused), Has.All.False);
        foreach (var layer in plain.Where(package => package.Layer is not null))
        {
            var name = Path.GetFileName(layer.Path);
            Assert.That(Convert.ToBase64String(File.ReadAllBytes(_project.File("second", name))), Is.EqualTo(first[name]));
        }
    }

    /// <summary>
    /// Packages of one name, version and release must not differ between versions of RpmTasks: when this fails, LayerPackage.Release has to
    /// be raised together with the digest here.
    /// </summary>
    [Test]
    public void It_is_the_same_file_in_every_version_of_RpmTasks()
    {
        var bytes = new byte[100_000];
        new Random(5).NextBytes(bytes.AsSpan(..1000));
        using var file = new MemoryStream();
        var layer = LayerPackage.Of(Blob.FromBytes(bytes));

        RpmWriter.Write(layer.Spec, file, 1, CancellationToken.None);

        Assert.That((RpmFileName.Of(layer.Spec), Convert.ToHexStringLower(SHA256.HashData(file.ToArray()))), Is.EqualTo((
            "container-layer-21c743e7fa84b23a-1-1.noarch.rpm",
            "726b36b3c9fff3daae46c33069de444356a540bc6c14479700e75e8c6b592357")));
    }

    [Test]
    public void Only_the_signature_differs_between_keys()
    {
        var unsigned = Read(_project.Pack("orders", "base", "app")[1].Path);
        var signed = Read(_project.Pack(Signed(_project.Project("orders", "base", "app"), "good"))[1].Path);
        var again = Read(_project.Pack(Signed(_project.Project("orders", "base", "app"), "old"))[1].Path);

        Assert.That(new[] { signed.Main, again.Main }, Has.All.EqualTo(unsigned.Main));
        Assert.That(new[] { signed.Payload, again.Payload }, Has.All.EqualTo(unsigned.Payload));
        Assert.That(new[] { unsigned.Signature, signed.Signature, again.Signature }, Is.Unique);
    }

    private PackInput Signed(PackInput input, string key)
    {
        var path = _project.File(key + ".asc");
        File.WriteAllBytes(path, TestKeys.Key(key));
        return input with { Signing = new SigningInput { KeyFile = path } };
    }

    private static (string Signature, string Main, string Payload) Read(string path)
    {
        using var file = File.OpenRead(path);
        var package = RpmReader.Read(file);
        var payload = new byte[file.Length - file.Position];
        file.ReadExactly(payload);
        return (Convert.ToBase64String(package.Signature.Bytes), Convert.ToBase64String(package.Main.Bytes), Convert.ToBase64String(payload));
    }
}
