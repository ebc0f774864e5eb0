using System.Collections.Immutable;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// What the image declares as volumes (VOLUME) and the project gives no place. An engine makes an unnamed volume for each, and removes it with
/// the container, at every stop. Without an engine such a path is part of the service's state.
/// </summary>
internal static class LostVolumes
{
    public static ImmutableArray<Problem> Find(ServicePlan plan, ImageConfig config)
    {
        var problems = new ProblemList();
        if (plan.Members.IsEmpty)
            AddTo(problems, plan, config);
        else
            problems.AddOfUnits([.. plan.Members.Select(member => (member.Request.Role, OfMember(member, config)))]);
        return problems.Warnings;
    }

    private static ProblemList OfMember(ServicePlan member, ImageConfig config)
    {
        var problems = new ProblemList();
        AddTo(problems, member, config);
        return problems;
    }

    private static void AddTo(ProblemList problems, ServicePlan plan, ImageConfig config)
    {
        var service = plan.Request;
        // A unit of the project's own says what is kept itself.
        if (service.Engine == ServiceEngine.Systemd || service.OwnUnit is not null || MountTargets.AreUnknown(service.RunArguments))
            return;
        string[] kept = [.. service.Volumes.Select(volume => volume.Target).Concat(MountTargets.Of(service.RunArguments)).Select(Plain)];
        string[] lost = [.. config.Volumes.Select(Plain).Distinct().Where(path => path != "/" && !kept.Any(target => Covers(target, path))).Order(StringComparer.Ordinal)];
        foreach (var path in lost)
            problems.Add(Rules.VolumeOfImageLost, path, VolumeName(plan, lost.Length == 1 ? "data" : path));
    }

    private static bool Covers(string target, string path) => path == target || path.StartsWith(target + "/", StringComparison.Ordinal);

    private static string Plain(string path) => "/" + string.Join('/', path.Split('/').Where(part => part is not ("" or ".")));

    // Services of one package have one such volume, since RpmVolume is for all of them.
    private static string VolumeName(ServicePlan plan, string what)
    {
        var instance = plan.Request.Kind == ServiceKind.Template ? "-" + CommandLine.Instance : "";
        var readable = string.Concat(what.TrimStart('/').Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-'));
        return $"{plan.Group ?? plan.Request.Name}{instance}-{readable}";
    }
}
