namespace RpmTasks.Packaging.Service;

/// <summary>
/// What an upgrade does when the new version listens elsewhere. systemd then closes the old socket as soon as it reads the new unit, and opens
/// no new one until the unit is restarted (socket_coldplug() warns of it); else the socket goes on listening.
/// </summary>
internal static class SocketScripts
{
    /// <summary>For %pre at an upgrade: where the old version listens. Later another package's script may have had systemd read the new unit.</summary>
    public static string Note(ServicePlan plan) => plan.Request.Sockets.IsEmpty
        ? ""
        : $"""
            elif [ -d /run/systemd/system ]; then
                {Listening(plan)} >{Mark(plan)} || :

            """;

    /// <summary>On a system that has read the units anew: adds the socket to what is restarted.</summary>
    public static string AddChanged(ServicePlan plan, string indent = "        ") => plan.Request.Sockets.IsEmpty
        ? ""
        : $$"""
          {{indent}}if [ -e {{Mark(plan)}} ] && [ "$({{Listening(plan)}})" != "$(cat {{Mark(plan)}})" ] && systemctl -q is-active {{plan.Paths.SocketUnit}}; then
          {{indent}}    running="{{plan.Paths.SocketUnit}} $running"
          {{indent}}fi

          """;

    /// <summary>For the end of %posttrans.</summary>
    public static string Forget(ServicePlan plan) => plan.Request.Sockets.IsEmpty ? "" : $"unlink {Mark(plan)} >/dev/null 2>&1 || :\n";

    private static string Listening(ServicePlan plan) => $"systemctl show --property=Listen --value {plan.Paths.SocketUnit} 2>/dev/null";

    private static string Mark(ServicePlan plan) => $"/run/{plan.PackageName}.rpm-listen";
}
