using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Provenance;

/// <summary>What is in the package, as elements of a document.</summary>
internal sealed class SbomContents(SbomPlan plan)
{
    private readonly PackageTexts _texts = plan.Request.Texts;

    public IEnumerable<SpdxPackage> Packages()
    {
        yield return Root();
        yield return Image();
        if (plan.Base is { } origin)
            yield return new SpdxPackage(SpdxId.Base, origin.Name ?? "base image", "CONTAINER") { Sha256 = origin.Digest.Hex };
        foreach (var layer in Layers())
            yield return new SpdxPackage(LayerId(layer), layer.ToString(), "ARCHIVE") { Sha256 = layer.Hex };
        foreach (var component in plan.Components)
            yield return Element(component);
    }

    public IEnumerable<(string From, string How, string To)> Relationships()
    {
        yield return (SpdxId.Document, "DESCRIBES", SpdxId.Package);
        yield return (SpdxId.Package, "CONTAINS", SpdxId.Image);
        if (plan.Base is not null)
            yield return (SpdxId.Image, "DESCENDANT_OF", SpdxId.Base);
        var below = plan.Image.Image.Config.DiffIds.Take(plan.Base?.Layers ?? 0).ToHashSet();
        foreach (var layer in Layers())
            yield return (below.Contains(layer) ? SpdxId.Base : SpdxId.Image, "CONTAINS", LayerId(layer));
        foreach (var component in plan.Components)
            yield return (SpdxId.Image, component.Role == ComponentRole.Framework ? "DEPENDS_ON" : "CONTAINS", SpdxId.Of(component));
    }

    private SpdxPackage Root()
    {
        var identity = plan.Request.Identity;
        var epoch = identity.Epoch is { } number ? FormattableString.Invariant($"&epoch={number}") : "";
        return new SpdxPackage(SpdxId.Package, identity.Name, "INSTALL")
        {
            Version = plan.Evr,
            Supplier = _texts.Vendor,
            License = LicenseExpression.IsWellFormed(_texts.License) ? _texts.License : null,
            HomePage = _texts.Url,
            SourceInfo = plan.Request.Provenance.Vcs,
            Purl = $"pkg:rpm/{Uri.EscapeDataString(identity.Name)}@{Uri.EscapeDataString($"{identity.Version}-{identity.Release}")}?arch={plan.Architecture}{epoch}",
        };
    }

    private SpdxPackage Image()
    {
        var reference = plan.Image.Reference;
        var colon = reference.LastIndexOf(':');
        return new SpdxPackage(SpdxId.Image, reference[..colon], "CONTAINER")
        {
            Version = reference[(colon + 1)..],
            Comment = "The checksum is the image's ID: that of its config.",
            Sha256 = plan.Image.ConfigDigest.Hex,
            Purl = $"pkg:oci/{Uri.EscapeDataString(plan.Request.Identity.Name)}@{Uri.EscapeDataString(plan.Image.ManifestDigest.ToString())}",
        };
    }

    private SpdxPackage Element(Component component)
    {
        if (component.Role == ComponentRole.Framework)
            return Framework(component);
        return new SpdxPackage(SpdxId.Of(component), component.Id, component.Role == ComponentRole.Package ? "LIBRARY" : "FRAMEWORK")
        {
            Version = component.Version,
            License = component.License,
            Copyright = component.Copyright,
            Sha512 = component.Sha512,
            Purl = $"pkg:nuget/{Uri.EscapeDataString(component.Id)}@{Uri.EscapeDataString(component.Version)}",
        };
    }

    // Microsoft's base images say what they have in these variables.
    private SpdxPackage Framework(Component component)
    {
        var variable = component.Id == "Microsoft.AspNetCore.App" ? "ASPNET_VERSION=" : "DOTNET_VERSION=";
        var said = plan.Image.Image.Config.Environment.LastOrDefault(text => text.StartsWith(variable, StringComparison.Ordinal))?[variable.Length..];
        return new SpdxPackage(SpdxId.Of(component), component.Id, "FRAMEWORK")
        {
            Version = said ?? component.Version,
            Comment = said is null
                ? "In the base image, which does not say its version; this is the one that the app was built for."
                : "In the base image, which says this version.",
        };
    }

    // Some builders write an empty layer several times.
    private IEnumerable<Digest> Layers() => plan.Image.Image.Config.DiffIds.Distinct();

    private static string LayerId(Digest layer) => "SPDXRef-Layer-" + layer.Hex[..16];
}
