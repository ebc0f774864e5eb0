using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Signing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Tests.Signing;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>What lies in the output folder: what stays, what is written anew, and what is left when a pack fails.</summary>
public sealed class LayerReuseTests
{
    private static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private LayeredProject _project = null!;

    private string Base => _project.At(LayeredProject.PackageOf("base"));

    [SetUp]
    public void Create() => _project = new LayeredProject();

    [TearDown]
    public void Remove() => _project.Dispose();

    [Test]
    public void A_layer_that_lies_there_is_not_written_again()
    {
        var first = _project.Pack("orders", "base", "app")[1];
        File.SetLastWriteTimeUtc(Base, LongAgo);

        var second = _project.Pack("orders", "base", "changed");
        var other = _project.Pack("billing", "base", "other");

        Assert.That(second.Select(package => package.IsReused), Is.EqualTo(new[] { false, true }));
        Assert.That(second[1] with { ImageId = "", IsReused = false }, Is.EqualTo(first with { ImageId = "" }));
        Assert.That(other[1].IsReused, Is.True);
        Assert.That(File.GetLastWriteTimeUtc(Base), Is.EqualTo(LongAgo));
    }

    [TestCase(0)]
    [TestCase(-800, Description = "in the main header")]
    [TestCase(-1)]
    public void A_damaged_one_is_written_again(int at)
    {
        _project.Pack("orders", "base", "app");
        var sound = File.ReadAllBytes(Base);
        var damaged = sound.ToArray();
        damaged[(at + damaged.Length) % damaged.Length] ^= 1;
        foreach (var bytes in (byte[][])[damaged, sound[..^1], [], [.. sound, 0]])
        {
            File.WriteAllBytes(Base, bytes);
            Assert.That(_project.Pack("orders", "base", "app")[1].IsReused, Is.False);
            Assert.That(File.ReadAllBytes(Base), Is.EqualTo(sound));
        }
    }

    /// <summary>It could be gigabytes. That rpm would not install this one is the price.</summary>
    [Test]
    public void One_with_the_header_that_would_be_written_is_not_unpacked()
    {
        _project.Pack("orders", "base", "app");
        File.WriteAllBytes(Base, LyingPackage.Of(File.ReadAllBytes(Base)));

        Assert.That(_project.Pack("orders", "base", "app")[1].IsReused, Is.True);
    }

    [Test]
    public void One_that_another_writer_made_of_the_same_layer_is_written_again()
    {
        _project.Pack("orders", "base", "app");
        var sound = File.ReadAllBytes(Base);
        Write(Spec("base") with { Description = "Another." });

        Assert.That(_project.Pack("orders", "base", "app")[1].IsReused, Is.False);
        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(sound));
    }

    [Test]
    public void One_of_its_name_that_holds_another_layer_is_an_error()
    {
        _project.Pack("orders", "base", "app");
        Write(Spec("other") with { Name = Spec("base").Name });
        var before = _project.Files();

        var problem = _project.Refuse(_project.Project("orders", "base", "changed"));

        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT4070"));
        Assert.That(problem.Message, Does.StartWith($"{Base} has another layer under the name of sha256:{LayeredProject.Hex("base")}:"));
        Assert.That(_project.Files(), Is.EqualTo(before));
    }

    [Test]
    public void Two_layers_of_an_image_with_one_name_are_an_error()
    {
        const string name = "0123456789abcdef";
        var request = RequestReader.Read(_project.Project("orders", "base", "app"));
        var directory = Requests.Plan(request).Image;
        ImmutableArray<ImageLayer> layers = [.. new[] { new string('0', 48), new string('1', 48), new string('2', 48) }.Select(end => Layer(Digest.Parse($"sha256:{name}{end}")))];

        var refused = Assert.Throws<PackException>(() => SharedLayers.Of(request.Image, directory with { Image = directory.Image with { Layers = layers } }))!;

        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo("RPMT4070"));
        Assert.That(refused.Message, Does.StartWith($"RpmImage='oci:{_project.File("images", "base-app")}' has another layer under the name of sha256:{name}{new string('0', 48)} and sha256:{name}{new string('1', 48)}:"));

        static ImageLayer Layer(Digest digest) => new(digest, LayerCompression.None, new Blob(digest, 0, () => Stream.Null));
    }

    [Test]
    public void An_unsigned_one_is_signed_when_there_is_a_key_and_a_signed_one_stays_when_there_is_none()
    {
        var input = _project.Project("orders", "base", "app");
        var key = _project.File("key.asc");
        File.WriteAllBytes(key, TestKeys.Key("good"));
        _project.Pack(input);

        Assert.That(_project.Pack(input with { Signing = new SigningInput { KeyFile = key } })[1].IsReused, Is.False);
        Assert.That(_project.Pack(input with { Signing = new SigningInput { KeyFile = key } })[1].IsReused, Is.True);
        Assert.That(_project.Pack(input)[1].IsReused, Is.True);
    }

    [TestCase("base")]
    [TestCase("runtime")]
    [TestCase("app")]
    public void When_one_cannot_be_packed_none_is_there(string bad)
    {
        var input = _project.Project("orders", "base", "runtime", "app");
        var blob = LayeredImage.BlobOf(_project.File("images", "base-runtime-app"), LayeredProject.Layer(bad));
        var bytes = File.ReadAllBytes(blob);
        bytes[^1] ^= 1;
        File.WriteAllBytes(blob, bytes);
        Directory.CreateDirectory(_project.Output);
        File.WriteAllText(_project.At("orders-1.2.3-1.x86_64.rpm"), "earlier");

        var problem = _project.Refuse(input);

        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT2004"));
        Assert.That(_project.Files(), Is.EqualTo(new Dictionary<string, string> { ["orders-1.2.3-1.x86_64.rpm"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("earlier")) }));
    }

    [Test]
    public void When_one_cannot_have_its_name_none_is_there()
    {
        Directory.CreateDirectory(_project.At("orders-1.2.3-1.x86_64.rpm"));

        var problem = _project.Refuse(_project.Project("orders", "base", "app"));

        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT4001"));
        Assert.That(_project.Files().Keys, Is.EqualTo(new[] { "orders-1.2.3-1.x86_64.rpm" }));
    }

    [Test]
    public void Builds_that_write_one_layer_at_the_same_time_do_not_meet()
    {
        string[] names = ["orders", "billing", "stock", "mail"];
        var inputs = names.Select(name => _project.Project(name, "base", "runtime", "app")).ToList();

        Parallel.ForEach(inputs, new ParallelOptions { MaxDegreeOfParallelism = names.Length }, input => _project.Pack(input));

        string[] layers = [LayeredProject.PackageOf("base"), LayeredProject.PackageOf("runtime")];
        Assert.That(_project.Files().Keys, Is.EquivalentTo(layers.Concat(names.Select(name => $"{name}-1.2.3-1.x86_64.rpm"))));
        Assert.That(_project.Pack("orders", "base", "runtime", "app").Skip(1).Select(package => package.IsReused), Has.All.True);
    }

    /// <summary>Signatures of a command may differ from run to run; the other build may be copying its package to a repository.</summary>
    [Test]
    public void One_that_another_build_finished_meanwhile_stays()
    {
        var (signed, earlier) = SignedEarlier();
        FinishMeanwhile(earlier);

        var packed = _project.Pack(signed with { Places = signed.Places with { SourceDateEpoch = "1767225600" } });

        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(earlier));
        Assert.That(packed[1].IsReused, Is.True);
        Assert.That(packed[1].Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(earlier))));
        Assert.That(_project.Files().Keys, Is.EquivalentTo(packed.Select(package => Path.GetFileName(package.Path))));
    }

    [Test]
    public void One_that_another_build_left_damaged_meanwhile_is_replaced()
    {
        var (signed, earlier) = SignedEarlier();
        FinishMeanwhile(earlier[..^100]);

        var packed = _project.Pack(signed);

        Assert.That(packed[1].IsReused, Is.False);
        Assert.That(File.ReadAllBytes(Base), Is.EqualTo(earlier));
    }

    [Test]
    public void Hosts_too_old_for_layers_are_said()
    {
        var input = _project.Project("orders", "base", "app");
        var plan = HostCompatibility.FindProblem(Planned(input with { Metadata = input.Metadata with { PayloadCompression = "gzip" } }));

        Assert.That(plan?.Rule.Code, Is.EqualTo("RPMT4050"));
        Assert.That(plan!.Message, Does.Contain("'zstd' needs rpmlib(PayloadIsZstd)"));
    }

    /// <summary>A project that is signed, and what the package of its base was that somebody packed before, and that is gone.</summary>
    private (PackInput Signed, byte[] Earlier) SignedEarlier()
    {
        var key = _project.File("key.asc");
        File.WriteAllBytes(key, TestKeys.Key("old"));
        var signed = _project.Project("orders", "base", "app") with { Signing = new SigningInput { KeyFile = key } };
        _project.Pack(signed);
        var earlier = File.ReadAllBytes(Base);
        File.Delete(Base);
        return (signed, earlier);
    }

    /// <summary>The package of the base is there as soon as this project, which did not find it, writes its own.</summary>
    private void FinishMeanwhile(byte[] package) => _project.Meanwhile = () =>
    {
        if (Directory.GetFiles(_project.Output, $".{LayeredProject.PackageOf("base")}*.partial").Length == 0)
            return;
        File.WriteAllBytes(Base, package);
        _project.Meanwhile = () => { };
    };

    private static PackagePlan Planned(PackInput input)
    {
        var plan = Requests.Plan(RequestReader.Read(input));
        return plan with { Layers = [LayerPackage.Of(Blob.FromBytes(LayeredProject.Layer("base")))] };
    }

    private static RpmSpec Spec(string layer) => LayerPackage.Of(Blob.FromBytes(LayeredProject.Layer(layer))).Spec;

    private void Write(RpmSpec spec)
    {
        using var file = File.Create(_project.At(RpmFileName.Of(spec)));
        RpmWriter.Write(spec, file, 1, CancellationToken.None);
    }
}
