using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service.Native;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Service;

/// <summary>The image as the engine on the host knows it.</summary>
/// <param name="ConfigDigest">The ID in Podman and in Docker's classic store.</param>
/// <param name="ManifestDigest">The ID in Docker's containerd store.</param>
/// <param name="Name">Repository and content tag.</param>
internal sealed record HostImage(Digest ConfigDigest, Digest ManifestDigest, ImageName Name);

/// <summary>Everything that unit, helper, scriptlets and configuration are written from.</summary>
internal sealed record ServicePlan
{
    public required string PackageName { get; init; }

    public required ServiceRequest Request { get; init; }

    /// <summary>One line for systemctl status.</summary>
    public required string Description { get; init; }

    public required HostImage Image { get; init; }

    /// <summary>Whether the image is the project's own app, about which stricter assumptions hold than about any other image.</summary>
    public required bool IsApp { get; init; }

    /// <summary>Whether layers lie in packages of their own.</summary>
    public bool SharesLayers { get; init; }

    /// <summary>The image's file system on the host; null where an engine runs the image.</summary>
    public TreePlan? Tree { get; init; }

    /// <summary>What that asks of systemd; null where an engine runs the image.</summary>
    public NativeRun? Run { get; init; }

    /// <summary>What --publish gets.</summary>
    public required ImmutableArray<string> Ports { get; init; }

    /// <summary>Directories on the host that the volumes need, with their owners.</summary>
    public ImmutableArray<HostDirectory> Directories { get; init; } = [];

    public bool MakesDirectories => Directories.Any(directory => !directory.IsOfInstance);

    // At each start, not by a scriptlet: in an image build, and where /var is made anew, there is no other moment. By its name, so that the
    // administrator's file of that name in /etc/tmpfiles.d is taken instead.
    public string MakeDirectories => "/usr/bin/systemd-tmpfiles --create " + Path.GetFileName(Paths.DirectoriesFile);

    /// <summary>The services of a package with several, each planned as if it stood alone; empty where this is the only one.</summary>
    public ImmutableArray<ServicePlan> Members { get; init; } = [];

    /// <summary>What units are written for.</summary>
    public ImmutableArray<ServicePlan> Units => Members.IsEmpty ? [this] : Members;

    /// <summary>The name that this one of several has in common with the others; null for the only one, and for all of them together.</summary>
    public string? Group { get; init; }

    public HostPaths Paths => new(PackageName, Request.Name, Request.Kind) { Group = Group };

    /// <summary>The container's name in a unit: an instance of a template has its own.</summary>
    public string ContainerName => Request.Kind == ServiceKind.Template ? Request.Name + "-%i" : Request.Name;

    public string EngineProgram => Request.Engine == ServiceEngine.Docker ? "/usr/bin/docker" : "/usr/bin/podman";
}
