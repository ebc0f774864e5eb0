using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Reports;

/// <summary>What a service may do, at a glance.</summary>
internal static class Hardening
{
    private static readonly string[] OpeningArguments =
    [
        "--privileged", "--network=host", "--net=host", "--pid=host", "--ipc=host", "--uts=host", "--userns=host", "--cap-add", "--device", "--security-opt",
        "--volume", "--mount", "--volumes-from",
    ];

    public static HardeningFact OwnUnit { get; } = new("Unit", "the project's own: it decides", HardeningLevel.Usual);

    /// <summary>A table for each service.</summary>
    /// <param name="imageUser">The user of the image; empty for root.</param>
    public static ImmutableArray<HardeningTable> Of(ServicePlan plan, string imageUser) =>
        [.. plan.Units.Select(unit => new HardeningTable(unit.Paths.ServiceUnit, [.. unit.Run is { } run ? NativeHardening.Of(unit, run) : OfContainer(unit, imageUser)]))];

    public static IEnumerable<HardeningFact> Limits(Confinement confinement) =>
    [
        Limit("Memory", confinement.MemoryMax is { } memory ? ByteText.Of(memory) : null),
        Limit("CPU", confinement.CpuQuota is { } quota ? string.Create(CultureInfo.InvariantCulture, $"{quota} %") : null),
        Limit("Processes", confinement.PidsMax?.ToString(CultureInfo.InvariantCulture)),
    ];

    public static HardeningFact Of(VolumeMount volume) =>
        new("Volume", $"{volume.Source} at {volume.Target}{(volume.Options.Contains("ro") ? ", read-only" : "")}", HardeningLevel.Usual);

    private static IEnumerable<HardeningFact> OfContainer(ServicePlan plan, string imageUser)
    {
        var confinement = plan.Request.Confinement;
        if (plan.Request.OwnUnit is not null)
            yield return OwnUnit;
        var arguments = RunOption.Read(plan.Request.RunArguments).ToList();
        // They come after what the properties ask for, and the last of several counts.
        yield return User(arguments.LastOrDefault(argument => argument.Name == "--user")?.Value ?? confinement.User ?? imageUser);
        yield return new HardeningFact("New privileges", "never (no-new-privileges)", HardeningLevel.Tight);
        yield return Capabilities(confinement, plan.IsApp);
        yield return confinement.ReadOnly
            ? new HardeningFact("File system of the container", "read-only", HardeningLevel.Tight)
            : new HardeningFact("File system of the container", "writable; what is written there is lost at a restart", HardeningLevel.Usual);
        foreach (var limit in Limits(confinement))
            yield return limit;
        yield return Ports(plan);
        foreach (var volume in plan.Request.Volumes)
            yield return Of(volume);
        foreach (var argument in arguments.Select(argument => argument.ToString()).Where(Opens))
            yield return new HardeningFact("RpmRunArgs", argument, HardeningLevel.Open);
    }

    private static HardeningFact User(string user) => user.Split(':')[0] is "" or "root" or "0"
        ? new HardeningFact("User in the container", "root", HardeningLevel.Open)
        : new HardeningFact("User in the container", user, HardeningLevel.Tight);

    private static HardeningFact Capabilities(Confinement confinement, bool isApp)
    {
        const string what = "Capabilities";
        if (confinement.UsualCapabilities || (confinement.Capabilities is null && !isApp))
            return new HardeningFact(what, "the engine's usual ones", HardeningLevel.Usual);
        return confinement.Capabilities is { IsEmpty: false } names
            ? new HardeningFact(what, string.Join(", ", names), HardeningLevel.Usual)
            : new HardeningFact(what, "none", HardeningLevel.Tight);
    }

    private static HardeningFact Limit(string what, string? value) => value is null
        ? new HardeningFact(what, "no limit", HardeningLevel.Usual)
        : new HardeningFact(what, "at most " + value, HardeningLevel.Tight);

    private static HardeningFact Ports(ServicePlan plan)
    {
        if (RunArgumentRules.DecidesNetwork(plan.Request.RunArguments))
            return new HardeningFact("Published ports", string.Join(", ", [.. plan.Ports, "what RpmRunArgs says"]), HardeningLevel.Usual);
        if (plan.Ports.IsEmpty)
            return new HardeningFact("Published ports", plan.Request.Sockets.IsEmpty ? "none" : "none; systemd listens on " + string.Join(", ", plan.Request.Sockets), HardeningLevel.Tight);
        var isLocal = plan.Ports.All(port => port.StartsWith("127.", StringComparison.Ordinal) || port.StartsWith("[::1]", StringComparison.Ordinal));
        return new HardeningFact("Published ports", string.Join(", ", plan.Ports), isLocal ? HardeningLevel.Tight : HardeningLevel.Usual);
    }

    private static bool Opens(string argument) =>
        OpeningArguments.Any(opening => argument == opening || argument.StartsWith(opening + "=", StringComparison.Ordinal));
}
