using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>Which directories the volumes need on the host, and who owns them.</summary>
internal static class HostDirectories
{
    /// <param name="imageUser">The user of the image's config, empty for root.</param>
    /// <exception cref="PackException">Nobody says whose a directory is.</exception>
    public static ImmutableArray<HostDirectory> Of(ServiceRequest service, string imageUser)
    {
        var user = service.Confinement.User ?? imageUser;
        ImmutableArray<VolumeMount> made = [.. service.Volumes.Where(volume => volume.IsMade).DistinctBy(volume => volume.Source)];
        var unknown = made.Where(volume => OwnerOf(volume, user) is null).Select(volume => Problem.Of(Rules.VolumeOwnerUnknown, $"{volume.Source}:{volume.Target}", user));
        return unknown.ToImmutableArray() is { Length: > 0 } problems
            ? throw new PackException(problems)
            : [.. made.Select(volume => new HostDirectory(volume.Source, OwnerOf(volume, user)!, volume.Mode))];
    }

    /// <summary>Those of several services, each once.</summary>
    /// <exception cref="PackException">Two want one of them otherwise.</exception>
    public static ImmutableArray<HostDirectory> OfAll(ImmutableArray<ServicePlan> members)
    {
        ImmutableArray<HostDirectory> all = [.. members.SelectMany(member => member.Directories).Distinct()];
        var contrary = all.GroupBy(directory => directory.Path).Where(same => same.Count() > 1).Select(same => Problem.Of(Rules.DirectoryOfTwo, same.Key));
        return contrary.ToImmutableArray() is { Length: > 0 } problems ? throw new PackException(problems) : all;
    }

    private static DirectoryOwner? OwnerOf(VolumeMount volume, string user) =>
        volume.Owner ?? (user is "" or "root" or "root:root" ? DirectoryOwner.Root : DirectoryOwner.Parse(user));
}
