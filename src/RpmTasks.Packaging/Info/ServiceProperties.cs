using System.Globalization;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Service;

namespace RpmTasks.Packaging.Info;

/// <summary>How the image runs.</summary>
internal static class ServiceProperties
{
    public static IEnumerable<ResolvedProperty> Of(Resolution resolution) =>
    [
        ResolvedProperty.Of("RpmService", resolution.Request.Service is not null),
        .. resolution.Plan.Service is { } plan
            ? Kind(plan, resolution).Concat(Container(plan, resolution)).Concat(Health(plan.Request)).Concat(Behaviour(plan.Request))
            : [],
    ];

    private static IEnumerable<ResolvedProperty> Kind(ServicePlan plan, Resolution resolution)
    {
        var request = plan.Request;
        yield return new ResolvedProperty("RpmServiceName", request.Name) { From = "RpmPackageName" };
        yield return new ResolvedProperty("RpmServiceEngine", Word(request.Engine));
        yield return new ResolvedProperty("RpmServiceEngineRequires", request.EngineRequires);
        yield return new ResolvedProperty("RpmHostBaseline", Word(request.Baseline));
        yield return new ResolvedProperty("RpmServiceKind", Word(request.Kind));
        yield return ResolvedProperty.Of("RpmServiceUnit", resolution.Input.Service.Units.Select(unit => unit.Role));
        yield return ResolvedProperty.Of("RpmServiceOnCalendar", resolution.Input.Service.OnCalendar);
        yield return ResolvedProperty.Of("RpmServiceSocket", request.Sockets);
        yield return ResolvedProperty.Of("RpmServiceOption", request.Options.Select(option => $"{option.Key}={option.Value}"));
    }

    private static IEnumerable<ResolvedProperty> Container(ServicePlan plan, Resolution resolution)
    {
        var (input, request, confinement) = (resolution.Input.Service, plan.Request, plan.Request.Confinement);
        var ports = ResolvedProperty.Of("RpmPort", plan.Ports);
        yield return request.Ports is null && !plan.Ports.IsEmpty ? ports.FromImage("ExposedPorts") : ports;
        yield return ResolvedProperty.Of("RpmPublishPorts", !bool.TryParse(input.PublishPorts, out var publishes) || publishes);
        // Values can be secrets.
        yield return ResolvedProperty.Of("RpmEnvironment", request.Environment.Select(variable => variable.Key));
        yield return ResolvedProperty.Of("RpmVolume", input.Volumes.Select(volume => volume.Text));
        // Without an engine a user that systemd makes at each start.
        yield return plan.Run is null
            ? new ResolvedProperty("RpmServiceUser", confinement.User ?? OrNull(resolution.Plan.Image.Image.Config.User)).FromImage("User")
            : new ResolvedProperty("RpmServiceUser", confinement.User);
        yield return ResolvedProperty.Of("RpmServiceReadOnly", confinement.ReadOnly);
        yield return new ResolvedProperty("RpmServiceCapabilities", Capabilities(confinement, plan.IsApp));
        yield return new ResolvedProperty("RpmServiceMemoryMax", OrNull(input.MemoryMax));
        yield return new ResolvedProperty("RpmServiceCpuQuota", OrNull(input.CpuQuota));
        yield return new ResolvedProperty("RpmServicePidsMax", OrNull(input.PidsMax));
    }

    private static IEnumerable<ResolvedProperty> Health(ServiceRequest request)
    {
        var check = request.Health;
        yield return new ResolvedProperty("RpmServiceHealthCommand", check?.Command);
        yield return new ResolvedProperty("RpmServiceHealthInterval", Seconds(check?.Interval));
        yield return new ResolvedProperty("RpmServiceHealthRetries", check?.Retries.ToString(CultureInfo.InvariantCulture));
        yield return new ResolvedProperty("RpmServiceHealthStartPeriod", Seconds(check?.StartPeriod));
        var notify = new ResolvedProperty("RpmServiceNotify", Word(request.Readiness));
        yield return request.Readiness == Readiness.Container ? notify.FromProject("Microsoft.Extensions.Hosting.Systemd") : notify;
        yield return new ResolvedProperty("RpmServiceReloadSignal", request.ReloadSignal);
    }

    private static IEnumerable<ResolvedProperty> Behaviour(ServiceRequest request)
    {
        yield return new ResolvedProperty("RpmServiceRestart", request.Restart);
        yield return new ResolvedProperty("RpmServiceStopTimeout", request.StopTimeout.ToString(CultureInfo.InvariantCulture));
        yield return new ResolvedProperty("RpmServiceStartTimeout", request.StartTimeout?.ToString(CultureInfo.InvariantCulture) ?? "no limit");
        yield return ResolvedProperty.Of("RpmServiceAfter", request.After);
        yield return ResolvedProperty.Of("RpmServiceWants", request.Wants);
        yield return new ResolvedProperty("RpmServiceEnable", Word(request.Enablement));
        yield return ResolvedProperty.Of("RpmServiceStart", request.StartAtInstall);
        yield return ResolvedProperty.Of("RpmServiceRestartOnUpgrade", request.RestartOnUpgrade);
    }

    private static string Capabilities(Confinement confinement, bool isApp) =>
        confinement.UsualCapabilities || (confinement.Capabilities is null && !isApp) ? "default"
        : confinement.Capabilities is { IsEmpty: false } names ? string.Join("; ", names)
        : "none";

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Seconds(TimeSpan? time) => time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalSeconds}s") : null;

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
