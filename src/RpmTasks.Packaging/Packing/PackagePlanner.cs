using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Files;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Provenance;
using RpmTasks.Packaging.Scripts;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Service.Native;
using RpmTasks.Packaging.Trees;
using RpmTasks.Packaging.Users;
using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Packing;

/// <summary>Decides the whole package from the request and the image. Pure: no clock, no disk.</summary>
internal static class PackagePlanner
{
    /// <param name="image">Without files where there is a tree.</param>
    /// <param name="tree">The image as systemd runs it; null for what an engine does.</param>
    /// <param name="baseImage">What an app's image was made on; null for any other image and for an empty base.</param>
    public static PackagePlan Plan(PackRequest request, ImageDirectory image, TreePlan? tree = null, BaseImage? baseImage = null)
    {
        ImmutableArray<Blob> shared = tree is null ? SharedLayers.Of(request.Image, image) : [];
        var service = request.Service is null ? null : ServicePlanOf(request, request.Service, image) with { SharesLayers = !shared.IsEmpty, Tree = tree };
        var identity = request.Identity;
        var accounts = AccountPlan.Of(request.Added, identity.Name, request.Texts.Summary);
        var architecture = ArchitectureOf(identity, image.Image.Config.Platform);
        var sbom = request.Provenance.HasSbom ? SpdxDocument.Write(new SbomPlan(request, image, baseImage, architecture)) : null;
        var spec = new RpmSpec
        {
            Name = identity.Name,
            Epoch = identity.Epoch,
            Version = identity.Version,
            Release = identity.Release,
            Architecture = architecture,
            Summary = request.Texts.Summary,
            Description = request.Texts.Description,
            License = request.Texts.License,
            Url = request.Texts.Url,
            Vcs = request.Provenance.Vcs,
            Vendor = request.Texts.Vendor,
            Packager = request.Texts.Packager,
            // The classes of the Red Hat and SUSE lists; tools call a package without one incomplete.
            Group = request.Texts.Group ?? (service is null ? "Applications/System" : "System Environment/Daemons"),
            BuildHost = request.Texts.BuildHost,
            BuildTime = request.Time,
            Compression = request.PayloadCompression,
            Files = [.. Files(request, [.. tree is null ? PackagedFiles.Image(identity.Name, image, shared, request.Time) : [], .. PackagedFiles.Documents(identity.Name, service, sbom, request.Time)], service, accounts), .. tree?.Files ?? []],
            Dependencies =
            [
                .. request.Dependencies,
                .. service is null ? [] : ServiceDependencies(service),
                .. AccountDependencies(accounts),
                .. OriginCapabilities.Of(image.ConfigDigest, baseImage),
                .. shared.Select(blob => new RpmDependency(DependencyKind.Requires, new LayerName(blob.Digest).Capability)),
                .. tree?.Base is { } root ? [new RpmDependency(DependencyKind.Requires, new RootName(root.Digest).Capability)] : Array.Empty<RpmDependency>(),
            ],
            Changelog = request.Texts.Changelog.IsEmpty ? [Changes(request)] : request.Texts.Changelog,
            Scriptlets = new ScriptletPlan(identity.Name, Generated(service, accounts), request.Scripts).Write(),
        };
        return new PackagePlan(spec, image, service) { Layers = [.. shared.Select(LayerPackage.Of), .. tree?.Base is { } package ? [package] : Array.Empty<LayerPackage>()] };
    }

    /// <summary>What the image asks of systemd; null where an engine runs it.</summary>
    /// <exception cref="PackException">It asks for what a unit cannot give.</exception>
    public static NativeRun? RunOf(PackRequest request, ContainerImage image) => request.Service is { Engine: ServiceEngine.Systemd } service
        ? NativeRun.Of(service, image.Config, request.Image.Layers == ImageLayers.Shared ? image.AppFolder : null)
        : null;

    public static ImageName NameOf(PackRequest request, Digest configDigest) =>
        ImageName.Of(request.Identity.Name, request.Identity.Version, configDigest);

    private static ImmutableArray<RpmFile> Files(PackRequest request, ImmutableArray<RpmFile> image, ServicePlan? service, AccountPlan accounts)
    {
        var name = request.Identity.Name;
        ImmutableArray<RpmFile> ours =
        [
            .. image,
            .. service is null ? [] : PackagedFiles.Service(service, request.Time),
            .. request.License is null ? [] : PackagedFiles.License(name, request.License, request.Time),
            .. accounts.Own is null ? Array.Empty<RpmFile>() : [accounts.Own],
        ];
        var paths = service?.Paths ?? new HostPaths(name, name);
        return [.. new AddedFilesPlan(ours, request.Added, paths).Join().Select(file => file with { ModifiedAt = request.Time })];
    }

    private static IEnumerable<Scriptlet> Generated(ServicePlan? service, AccountPlan accounts)
    {
        if (accounts.MakesAny)
            yield return new Scriptlet(ScriptletKind.PreInstall, AccountScript.Write(accounts));
        foreach (var scriptlet in service is null ? [] : ServiceScriptlets.Write(service))
            yield return scriptlet;
    }

    // Older rpm knows no user() capability, so nothing here requires one.
    private static IEnumerable<RpmDependency> AccountDependencies(AccountPlan accounts)
    {
        foreach (var capability in accounts.Lines.SelectMany(AccountCapabilities.Of))
            yield return capability;
        if (accounts.MakesAny)
            yield return new RpmDependency(DependencyKind.Requires, "systemd", Sense.ScriptPre);
    }

    private static ServicePlan ServicePlanOf(PackRequest request, ServiceRequest service, ImageDirectory image)
    {
        var isApp = request.Image is AppImageRequest;
        // An existing image may expose what its user never meant to publish; an app's author knows the app's ports.
        ImmutableArray<string> ports = service.Ports ?? (isApp ? SamePorts(image.Image.Config) : []);
        var plan = new ServicePlan
        {
            PackageName = request.Identity.Name,
            Request = service,
            Description = service.Description ?? request.Texts.Summary + (service.Role.Length > 0 ? $" ({service.Role})" : ""),
            Image = new HostImage(image.ConfigDigest, image.ManifestDigest, NameOf(request, image.ConfigDigest)),
            IsApp = isApp,
            Ports = ports,
            Directories = service.Engine == ServiceEngine.Systemd ? [] : HostDirectories.Of(service, image.Image.Config.User),
            Run = RunOf(request, image.Image),
        };
        ImmutableArray<ServicePlan> members = [.. service.Units.Select(unit => ServicePlanOf(request, unit, image) with { Group = service.Name })];
        return members.IsEmpty ? plan : plan with { Members = members, Directories = HostDirectories.OfAll(members) };
    }

    private static ChangelogEntry Changes(PackRequest request)
    {
        var identity = request.Identity;
        ImmutableArray<string> lines = request.Texts.Changes.IsEmpty ? [$"Version {identity.Version}"] : request.Texts.Changes;
        // As rpmlint reads it, and Fedora's packagers write it: the epoch belongs to the version.
        var epoch = identity.Epoch is { } number ? FormattableString.Invariant($"{number}:") : "";
        return new ChangelogEntry(
            DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(request.Time).UtcDateTime),
            $"{request.Texts.Packager ?? request.ProjectName} - {epoch}{identity.Version}-{identity.Release}",
            string.Join('\n', lines.Select(line => "- " + line)));
    }

    // What the app declares was checked; a base may expose what is no port, and what no engine could publish.
    private static ImmutableArray<string> SamePorts(ImageConfig config) =>
    [
        .. config.ExposedPorts
            .Select(exposed => PortMapping.TryParse(exposed, out var mapping, out _) ? mapping.ToString() : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    private static string ArchitectureOf(PackageIdentity identity, ImagePlatform platform)
    {
        var fromImage = RpmArchitecture.Of(platform);
        if (fromImage is null || (identity.Architecture is not null && identity.Architecture != fromImage))
            throw new PackException(Problem.Of(Rules.BadArchitecture, identity.Architecture ?? "", platform.ToString(), fromImage ?? "no RPM architecture"));
        return fromImage;
    }

    private static IEnumerable<RpmDependency> ServiceDependencies(ServicePlan plan)
    {
        var service = plan.Request;
        if ((service.EngineRequires ?? EngineOf(plan)) is { } engine)
            yield return DependencyParser.Parse(DependencyKind.Requires, engine);
        if (service.Engine != ServiceEngine.Systemd && ImageHelper.PipesArchive(plan))
            yield return new RpmDependency(DependencyKind.Requires, "tar", Sense.Any);
        yield return new RpmDependency(
            DependencyKind.Requires,
            "systemd",
            Sense.ScriptPre | Sense.ScriptPost | Sense.ScriptPreUn | Sense.ScriptPostUn | Sense.PostTransaction);
    }

    // Whoever ships docker names it differently: docker-ce from Docker Inc., moby-engine in Fedora, docker in SUSE and Amazon Linux.
    private static string? EngineOf(ServicePlan plan) => plan.Request.Engine switch
    {
        ServiceEngine.Systemd => null,
        ServiceEngine.Docker => "(docker-ce or moby-engine or docker-engine or docker)",
        // Its keys Pull= and StopTimeout=, and drop-ins of .container files.
        _ when plan.Units.Any(unit => unit.Request.Kind == ServiceKind.Quadlet) => "podman >= 5.0",
        _ when plan.Units.Any(unit => unit.Request.Readiness == Readiness.Healthy) => "podman >= 4.7",
        _ => "podman >= 4.4",
    };
}
