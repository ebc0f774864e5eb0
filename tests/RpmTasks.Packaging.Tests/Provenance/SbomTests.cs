using System.Text.Json.Nodes;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Provenance;

/// <summary>The bill of materials, and what of it the header says.</summary>
public sealed class SbomTests
{
    private const string Path = "/usr/share/doc/orders/orders.spdx.json";

    private static readonly ProvenanceInput Known = new()
    {
        Revision = "0123456789abcdef0123456789abcdef01234567",
        RepositoryUrl = "https://example.com/orders",
        Packages = [new("Zeta", "2.0.0"), new("Alpha_One", "1.0.0-rc.1"), new("Zeta", "2.0.0"), new("Pack", "10.0.1")],
        RuntimePacks = [new("Pack", "10.0.1")],
        Frameworks = [new("Microsoft.NETCore.App", "10.0.0")],
    };

    private static readonly PackInput Input = Requests.Input with { Provenance = Known, Metadata = Requests.Input.Metadata with { Epoch = "2", License = "MIT", Vendor = "Contoso", Url = "https://example.com/" } };

    [Test]
    public void It_names_package_image_layers_and_what_the_app_is_made_of()
    {
        var plan = Requests.Plan(Input);
        var layer = plan.Image.Image.Config.DiffIds.Single();
        Assert.That(Elements(plan), Is.EqualTo(new[]
        {
            "SPDXRef-Package orders 2:1.2.3-1 MIT pkg:rpm/orders@1.2.3-1?arch=x86_64&epoch=2",
            $"SPDXRef-Image localhost/orders {plan.Image.Reference.Split(':')[1]} NOASSERTION pkg:oci/orders@sha256%3A{plan.Image.ManifestDigest.Hex}",
            $"SPDXRef-Layer-{layer.Hex[..16]} {layer}  NOASSERTION ",
            "SPDXRef-Package-Alpha.x5f.One-1.0.0-rc.1 Alpha_One 1.0.0-rc.1 NOASSERTION pkg:nuget/Alpha_One@1.0.0-rc.1",
            "SPDXRef-Package-Zeta-2.0.0 Zeta 2.0.0 NOASSERTION pkg:nuget/Zeta@2.0.0",
            "SPDXRef-RuntimePack-Pack-10.0.1 Pack 10.0.1 NOASSERTION pkg:nuget/Pack@10.0.1",
            "SPDXRef-Framework-Microsoft.NETCore.App-10.0.0 Microsoft.NETCore.App 10.0.0 NOASSERTION ",
        }));
        Assert.That(Document(plan)["packages"]![1]!["checksums"]![0]!["checksumValue"]!.GetValue<string>(), Is.EqualTo(plan.Image.ConfigDigest.Hex), "tied to the image");
    }

    [Test]
    public void It_follows_the_specification()
    {
        var document = Document(Requests.Plan(Input));
        Assert.That(SpdxRules.Check(document), Is.Empty);
        document["packages"]![0]!.AsObject().Remove("downloadLocation");
        document["relationships"]![0]!["relatedSpdxElement"] = "SPDXRef-Nobody";
        Assert.That(SpdxRules.Check(document).ToList(), Has.Count.EqualTo(2), "the check sees what is wrong");
    }

    [Test]
    public void It_is_the_same_for_the_same_and_has_a_name_of_its_own_for_another()
    {
        var (one, same, other) = (Text(Requests.Plan(Input)), Text(Requests.Plan(Input)), Text(Requests.Plan(Input with { Provenance = Known with { Packages = [] } })));
        Assert.That(one, Is.EqualTo(same));
        Assert.That(Namespace(one), Does.StartWith("https://spdx.org/spdxdocs/orders-2%3A1.2.3-1-").And.Not.EqualTo(Namespace(other)));
        Assert.That(one, Does.Contain("\"created\": \"2000-01-01T00:00:00Z\""));
    }

    [Test]
    public void What_the_base_brings_is_told_from_what_the_app_adds()
    {
        var request = RequestReader.Read(Input);
        var directory = Requests.Plan(request).Image;
        var origin = new BaseImage("mcr.microsoft.com/dotnet/aspnet:10.0", Digest.Of([1]), 1);
        var plan = PackagePlanner.Plan(request, directory, baseImage: origin);
        var relationships = Document(plan)["relationships"]!.AsArray().Select(relationship => $"{relationship!["spdxElementId"]} {relationship["relationshipType"]} {relationship["relatedSpdxElement"]}");
        Assert.That(relationships, Does.Contain("SPDXRef-Image DESCENDANT_OF SPDXRef-Base").And.Contain($"SPDXRef-Base CONTAINS SPDXRef-Layer-{directory.Image.Config.DiffIds[0].Hex[..16]}"));
        Assert.That(Elements(plan), Has.Some.StartsWith("SPDXRef-Base mcr.microsoft.com/dotnet/aspnet:10.0 "));
        Assert.That(Provided(plan), Does.Contain($"container-base({origin.Digest})"));
    }

    /// <summary>Some builders write an empty layer several times.</summary>
    [Test]
    public void A_layer_that_the_base_has_twice_does_not_make_the_apps_its()
    {
        var request = RequestReader.Read(Input);
        var directory = Requests.Plan(request).Image;
        Digest[] layers = [Digest.Of([1]), Digest.Of([2]), Digest.Of([2]), Digest.Of([3])];
        var image = directory with { Image = directory.Image with { Config = directory.Image.Config with { DiffIds = [.. layers] } } };

        var relationships = new SbomContents(new SbomPlan(request, image, new BaseImage(null, Digest.Of([9]), 3), "x86_64")).Relationships().Where(one => one.To.StartsWith("SPDXRef-Layer-", StringComparison.Ordinal));

        Assert.That(relationships.Select(one => $"{one.From} {one.To}"), Is.EqualTo(new[]
        {
            $"SPDXRef-Base SPDXRef-Layer-{layers[0].Hex[..16]}", $"SPDXRef-Base SPDXRef-Layer-{layers[1].Hex[..16]}", $"SPDXRef-Image SPDXRef-Layer-{layers[3].Hex[..16]}",
        }));
    }

    [Test]
    public void The_header_says_image_tool_and_commit()
    {
        RealTool.Require("rpm");
        using var folder = new TemporaryFolder();
        var rpm = Requests.Write(Input, folder);
        Assert.That(RealTool.Run("rpm", "-qp", "--provides", rpm).Output, Does.Contain($"container-image({Requests.Plan(Input).Image.ConfigDigest})\n").And.Contain($"built-with(rpmtasks) = {PackageVersion.FromSemVer(ToolVersion.Text)}\n"));
        Assert.That(RealTool.Run("rpm", "-qp", "--qf", "%{VCS}", rpm).Output, Is.EqualTo($"git:https://example.com/orders#{Known.Revision}"));
        Assert.That(RealTool.Run("rpm", "-qpd", rpm).Output, Does.Contain(Path + "\n"));
    }

    [TestCase("", "", null)]
    [TestCase("abc123", "", "git:abc123")]
    [TestCase("abc123", "https://user:secret@example.com/x", "git:abc123")]
    [TestCase("abc123", "file:///home/me/x", "git:abc123")]
    [TestCase("abc\n123", "https://example.com/x", null)]
    public void What_is_not_fit_to_be_written_down_is_not(string revision, string address, string? vcs) =>
        Assert.That(Requests.Plan(Requests.Input with { Provenance = new ProvenanceInput { Revision = revision, RepositoryUrl = address } }).Spec.Vcs, Is.EqualTo(vcs));

    [TestCase("true", true)]
    [TestCase("", true)]
    [TestCase("false", false)]
    public void RpmSbom_leaves_it_out(string value, bool isThere)
    {
        foreach (var service in (string[])["true", "false"])
        {
            var plan = Requests.Plan((Requests.Input with { Provenance = new ProvenanceInput { Sbom = value } }).With(input => input with { Service = service }));
            Assert.That(plan.Spec.Files.Any(file => file.Path == Path), Is.EqualTo(isThere), $"service: {service}");
        }
    }

    [Test]
    public void RpmSbom_is_true_or_false() =>
        Assert.That(() => RequestReader.Read(Requests.Input with { Provenance = new ProvenanceInput { Sbom = "spdx" } }), Throws.Exception.With.Message.Contains("RpmSbom='spdx' is neither true nor false."));

    [Test]
    public void The_labels_say_base_commit_and_tool()
    {
        var labels = OriginLabels.Of(new ProvenanceRequest { Revision = "abc" }, new BaseImage(null, Digest.Of([1]), 1));
        Assert.That(labels.Select(label => $"{label.Key}={label.Value}"), Is.EqualTo(new[]
        {
            $"org.opencontainers.image.base.digest={Digest.Of([1])}", "org.opencontainers.image.revision=abc", $"rpmtasks.version={ToolVersion.Text}",
        }));
    }

    private static IEnumerable<string> Elements(PackagePlan plan) => Document(plan)["packages"]!.AsArray()
        .Select(package => $"{package!["SPDXID"]} {package["name"]} {package["versionInfo"]} {package["licenseDeclared"]} {package["externalRefs"]?[0]?["referenceLocator"]}");

    private static IEnumerable<string> Provided(PackagePlan plan) => plan.Spec.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Provides).Select(dependency => dependency.Name);

    private static string Namespace(string text) => JsonNode.Parse(text)!["documentNamespace"]!.GetValue<string>();

    private static JsonNode Document(PackagePlan plan) => JsonNode.Parse(Text(plan))!;

    private static string Text(PackagePlan plan) => Requests.TextOf(plan, Path);
}
