using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Service.Calendar;

namespace RpmTasks.Packaging.Input;

/// <summary>What the package's unit is, and what starts it.</summary>
internal sealed record KindRequest(ServiceKind Kind, ImmutableArray<string> Calendar, ImmutableArray<string> Sockets)
{
    /// <summary>Sections that its units have beside those of every service.</summary>
    public ImmutableArray<string> Sections =>
    [
        .. Kind == ServiceKind.Timer ? ["Timer"] : Array.Empty<string>(),
        .. Kind == ServiceKind.Quadlet ? ["Container"] : Array.Empty<string>(),
        .. Sockets.IsEmpty ? Array.Empty<string>() : ["Socket"],
    ];
}

/// <summary>Reads the kind of the service, and says what cannot go with it.</summary>
internal sealed class KindReader(ServiceInput input, ProblemList problems)
{
    private const string Property = "RpmServiceKind";

    public KindRequest Read(ServiceEngine engine)
    {
        var kind = problems.Choice(
            Property,
            input.Kind,
            ("service", ServiceKind.Service),
            ("quadlet", ServiceKind.Quadlet),
            ("timer", ServiceKind.Timer),
            ("template", ServiceKind.Template));
        if (kind == ServiceKind.Quadlet && engine != ServiceEngine.Podman)
            problems.Add(Rules.QuadletNeedsPodman, input.Engine);
        foreach (var (property, value, reason) in Meaningless(kind).Where(wish => wish.Value.Length > 0))
            problems.Add(Rules.NotForKind, property, value, input.Kind, reason);
        return new KindRequest(kind, Calendar(kind), Sockets(engine));
    }

    private IEnumerable<(string Property, string Value, string Reason)> Meaningless(ServiceKind kind) => kind switch
    {
        ServiceKind.Timer =>
        [
            ("RpmServiceNotify", input.Notify, "a job is started when it is done"),
            ("RpmServiceReloadSignal", input.ReloadSignal, "a job does not reload"),
            ("RpmServiceHealthCommand", input.HealthCommand, "a job ends by itself, and its exit code says how it was"),
            ("RpmServiceSocket", string.Join(';', input.Sockets), "time starts a job, not a connection"),
            // systemd.service(5), Type=oneshot.
            ("RpmServiceRestart", input.Restart is "always" or "on-success" ? input.Restart : "", "a job that succeeded is done"),
            ("RpmServiceRestart", IsForNewerHosts(input.Restart) ? input.Restart : "", "systemd before 244 does not load a job that restarts; RpmHostBaseline=el9 leaves those hosts out"),
        ],
        ServiceKind.Template =>
        [
            ("RpmServiceEnable", input.Enable is "preset" ? "" : input.Enable, "only an instance can be enabled, and the administrator names it"),
            ("RpmServiceStart", IsTrue(input.Start) ? input.Start : "", "only an instance can be started, and the administrator names it"),
            ("RpmServiceSocket", string.Join(';', input.Sockets), "the instances cannot all listen on one address"),
        ],
        _ => [],
    };

    private bool IsForNewerHosts(string restart) => input.HostBaseline != "el9" && restart is ("on-failure" or "on-abnormal" or "on-abort" or "on-watchdog");

    private static bool IsTrue(string value) => bool.TryParse(value, out var parsed) && parsed;

    private ImmutableArray<string> Calendar(ServiceKind kind)
    {
        foreach (var time in input.OnCalendar)
        {
            if (CalendarExpression.FindFault(time) is { } fault)
                problems.Add(Rules.BadCalendar, time, fault);
        }

        if (kind == ServiceKind.Timer && input.OnCalendar.IsEmpty)
            problems.Add(Rules.TimerWithoutCalendar);
        // A kind that there is not is a problem of its own.
        if (kind != ServiceKind.Timer && !input.OnCalendar.IsEmpty && input.Kind is "" or "service" or "quadlet" or "template")
            problems.Add(Rules.CalendarWithoutTimer, string.Join(';', input.OnCalendar), kind.ToString().ToLowerInvariant());
        return input.OnCalendar;
    }

    private ImmutableArray<string> Sockets(ServiceEngine engine)
    {
        if (engine == ServiceEngine.Docker && !input.Sockets.IsEmpty)
            problems.Add(Rules.NotForDocker, "RpmServiceSocket", string.Join(';', input.Sockets));
        foreach (var socket in input.Sockets)
        {
            if (ListenAddress.FindFault(socket) is { } fault)
                problems.Add(Rules.BadSocket, socket, fault);
        }

        return input.Sockets;
    }
}
