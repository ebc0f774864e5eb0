using System.Security.Cryptography;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>RpmImageLayers=shared: what is in which package, and how they find each other.</summary>
public sealed class SharedLayerTests
{
    private LayeredProject _project = null!;

    [SetUp]
    public void Create() => _project = new LayeredProject();

    [TearDown]
    public void Remove() => _project.Dispose();

    [Test]
    public void Each_layer_but_the_last_is_a_package_of_its_own()
    {
        var packed = _project.Pack("orders", "base", "runtime", "app");

        Assert.That(packed.Select(package => Path.GetFileName(package.Path)), Is.EqualTo(new[] { "orders-1.2.3-1.x86_64.rpm", LayeredProject.PackageOf("base"), LayeredProject.PackageOf("runtime") }));
        Assert.That(packed.Select(package => package.Layer?.Hex), Is.EqualTo(new[] { null, LayeredProject.Hex("base"), LayeredProject.Hex("runtime") }));
        Assert.That(_project.Files().Keys, Is.EquivalentTo(packed.Select(package => Path.GetFileName(package.Path))));
        foreach (var package in packed)
        {
            var bytes = File.ReadAllBytes(package.Path);
            Assert.That((package.Length, package.Sha256, package.IsReused), Is.EqualTo((bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes)), false)));
            Assert.That(package.ImageId, Is.EqualTo(packed[0].ImageId).And.StartsWith("sha256:"));
        }
    }

    [Test]
    public void A_layers_package_has_its_file_and_the_folders_and_provides_it()
    {
        var package = Read(_project.Pack("orders", "base", "app")[1]);
        var hex = LayeredProject.Hex("base");

        Assert.That(package.ReadFiles().Select(file => $"{Convert.ToString(file.Mode, 8)} {file.Owner} {file.Group} {file.ModifiedAt} {file.Path}"), Is.EqualTo(new[]
        {
            "40755 root root 946684800 /usr/share/container-layers",
            "40755 root root 946684800 /usr/share/container-layers/sha256",
            $"100644 root root 946684800 /usr/share/container-layers/sha256/{hex}",
        }));
        Assert.That(package.ReadFiles()[^1].Digest, Is.EqualTo(hex));
        Assert.That(package.ReadDependencies(DependencyKind.Provides).Select(Text), Is.EqualTo(new[] { $"container-layer(sha256:{hex})", $"container-layer-{hex[..16]} = 1-1" }));
        Assert.That(package.ReadDependencies(DependencyKind.Requires).Where(dependency => !dependency.Flags.HasFlag(Sense.RpmLib)), Is.Empty);
        Assert.That(ScriptletsOf(package), Is.Zero);
    }

    [Test]
    public void The_apps_package_requires_them_and_links_to_them()
    {
        var package = Read(_project.Pack("orders", "base", "runtime", "app")[0]);
        var blobs = package.ReadFiles().Where(file => file.Path.StartsWith("/usr/share/orders/image/blobs/sha256/", StringComparison.Ordinal)).ToList();

        Assert.That(blobs.Where(file => file.IsSymbolicLink).Select(file => $"{Path.GetFileName(file.Path)} -> {file.LinkTarget}"), Is.EquivalentTo(new[]
        {
            $"{LayeredProject.Hex("base")} -> ../../../../container-layers/sha256/{LayeredProject.Hex("base")}",
            $"{LayeredProject.Hex("runtime")} -> ../../../../container-layers/sha256/{LayeredProject.Hex("runtime")}",
        }));
        Assert.That(blobs.Where(file => file.IsRegular).Select(file => Path.GetFileName(file.Path)).ToList(), Has.Count.EqualTo(3).And.Contains(LayeredProject.Hex("app")), "config, manifest and its own layer");
        var required = package.ReadDependencies(DependencyKind.Requires).Select(Text).Where(name => name.StartsWith("container-layer", StringComparison.Ordinal));
        Assert.That(required, Is.EquivalentTo(new[] { $"container-layer(sha256:{LayeredProject.Hex("base")})", $"container-layer(sha256:{LayeredProject.Hex("runtime")})" }));
    }

    [Test]
    public void Installed_by_rpm_every_blob_is_there_under_its_name()
    {
        RealTool.RequireRoot();
        RealTool.Require("rpm");
        var root = _project.File("root");
        string[] packages = [.. _project.Pack("orders", "base", "runtime", "app").Concat(_project.Pack("billing", "base", "runtime", "other")).Select(package => package.Path).Distinct()];

        var installed = RealTool.Run("rpm", ["--root", root, "--install", "--nodeps", "--noscripts", "--nosignature", .. packages]);
        Assert.That((installed.ExitCode, installed.Output), Is.EqualTo((0, "")), installed.All);

        foreach (var app in (string[])["orders", "billing"])
        {
            var blobs = Directory.GetFiles($"{root}/usr/share/{app}/image/blobs/sha256");
            Assert.That(blobs, Has.Length.EqualTo(5));
            foreach (var blob in blobs)
                Assert.That(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(blob))), Is.EqualTo(Path.GetFileName(blob)));
        }

        Assert.That(Directory.GetFiles($"{root}/usr/share/container-layers/sha256"), Has.Length.EqualTo(2), "once for both");
    }

    [TestCase("")]
    [TestCase("bundled")]
    public void Bundled_is_the_default(string layers)
    {
        var input = _project.Project("orders", "base", "app");
        var packed = _project.Pack(input with { Image = input.Image with { Layers = layers } });

        Assert.That(Read(packed.Single()).ReadFiles().Count(file => file.IsSymbolicLink), Is.Zero);
    }

    [Test]
    public void Another_value_is_refused()
    {
        var input = _project.Project("orders", "base", "app");
        var problem = _project.Refuse(input with { Image = input.Image with { Layers = "split" } });

        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT1001"));
        Assert.That(problem.Message, Does.StartWith("RpmImageLayers='split'").And.EndWith("bundled, shared."));
    }

    [Test]
    public void An_image_of_one_layer_has_none_to_share() => Assert.That(_project.Pack("orders", "app"), Has.Length.EqualTo(1));

    [Test]
    public void A_layer_that_is_there_twice_is_packed_once()
    {
        var packed = _project.Pack("orders", "base", "empty", "empty", "app", "base");

        Assert.That(packed.Skip(1).Select(package => package.Layer!.Hex), Is.EqualTo(new[] { "base", "empty", "app" }.Select(LayeredProject.Hex)));
        Assert.That(Read(packed[0]).ReadFiles().Count(file => file.IsSymbolicLink), Is.EqualTo(3), "the last layer is one of the shared");
    }

    [Test]
    public void Both_kinds_are_sound_and_tell_what_they_are()
    {
        var packed = _project.Pack("orders", "base", "app");

        foreach (var package in packed)
        {
            using var file = File.OpenRead(package.Path);
            Assert.That(RpmVerifier.Verify(file, 1, CancellationToken.None).Findings, Is.Empty);
        }

        var image = PackageReading.Inspect(packed[0].Path, CancellationToken.None).Images.Single();
        Assert.That((image.Problem, image.Id), Is.EqualTo(((string?)null, packed[0].ImageId)));
        Assert.That(image.Layers.Select(layer => (layer.Digest[7..], layer.InPackage)), Is.EqualTo(new[] { (LayeredProject.Hex("base"), false), (LayeredProject.Hex("app"), true) }));
        Assert.That(PackageReading.Inspect(packed[1].Path, CancellationToken.None).Images, Is.Empty);
    }

    [Test]
    public void Without_a_service_layers_are_shared_too()
    {
        var packed = _project.Pack(_project.Project("orders", "base", "app").With(service => service with { Service = "false" }));

        Assert.That(packed, Has.Length.EqualTo(2));
        Assert.That(Read(packed[0]).ReadDependencies(DependencyKind.Requires).Select(Text), Does.Contain($"container-layer(sha256:{LayeredProject.Hex("base")})"));
    }

    private static int ScriptletsOf(RpmPackage package) => new[] { 1023, 1024, 1025, 1026, 1151, 1152 }.Count(tag => package.Main.Entries.Any(entry => entry.Tag == tag));

    private static string Text(RpmDependency dependency) => dependency.Version.Length == 0 ? dependency.Name : $"{dependency.Name} = {dependency.Version}";

    private static RpmPackage Read(PackedRpm packed)
    {
        using var file = File.OpenRead(packed.Path);
        return RpmReader.Read(file);
    }
}
