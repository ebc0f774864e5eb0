namespace RpmTasks.Packaging.Service;

/// <summary>
/// What an upgrade does when the new version listens elsewhere. systemd then closes the old socket as soon as it reads the new unit, and opens
/// no new one until the unit is restarted (socket_coldplug() warns of it); else the socket goes on listening.
/// </summary>
internal static class SocketScripts
{
    /// <summary>For %pre at an upgrade: where the old version listens. Later another package's script may have had systemd read the new unit.</summary>
    public static string Note(ServicePlan plan) => !HasAny(plan)
        ? ""
        : $"elif [ -d /run/systemd/system ]; then\n{ForEach(plan, unit => $"    {Listening(unit)} >{Mark(unit)} || :\n")}";

    /// <summary>On a system that has read the units anew: adds the sockets to what is restarted.</summary>
    public static string AddChanged(ServicePlan plan, string indent = "        ") => ForEach(plan, unit =>
        $$"""
        {{indent}}if [ -e {{Mark(unit)}} ] && [ "$({{Listening(unit)}})" != "$(cat {{Mark(unit)}})" ] && systemctl -q is-active {{unit.Paths.SocketUnit}}; then
        {{indent}}    running="{{unit.Paths.SocketUnit}} $running"
        {{indent}}fi

        """);

    /// <summary>For the end of %posttrans.</summary>
    public static string Forget(ServicePlan plan) => ForEach(plan, unit => $"unlink {Mark(unit)} >/dev/null 2>&1 || :\n");

    private static bool HasAny(ServicePlan plan) => plan.Units.Any(unit => !unit.Request.Sockets.IsEmpty);

    private static string ForEach(ServicePlan plan, Func<ServicePlan, string> script) =>
        string.Concat(plan.Units.Where(unit => !unit.Request.Sockets.IsEmpty).Select(script));

    private static string Listening(ServicePlan unit) => $"systemctl show --property=Listen --value {unit.Paths.SocketUnit} 2>/dev/null";

    private static string Mark(ServicePlan unit) => $"/run/{(unit.Group is null ? unit.PackageName : unit.Request.Name)}.rpm-listen";
}
