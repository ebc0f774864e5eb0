namespace RpmTasks.Packaging.Service.Native;

/// <summary>
/// What the service may not do, as it was tried with .NET on systemd 252, 257 and 262. Not MemoryDenyWriteExecute=: it ends the runtime, which
/// compiles as it runs. A systemd that does not know one of them says so and goes on.
/// </summary>
internal static class Sandbox
{
    public static UnitText Add(UnitText unit, ServicePlan plan, NativeRun run)
    {
        foreach (var (directive, value) in Of(plan, run))
            unit.Set(directive, value);
        return unit;
    }

    public static IEnumerable<(string Directive, string Value)> Of(ServicePlan plan, NativeRun run)
    {
        var capabilities = string.Join(' ', run.Capabilities.Select(capability => "CAP_" + capability));
        yield return ("NoNewPrivileges", "yes");
        if (run.Capabilities.Length > 0 && !IsRoot(plan))
            yield return ("AmbientCapabilities", capabilities);
        // Nothing after '=' takes all of them.
        yield return ("CapabilityBoundingSet", capabilities);
        yield return ("PrivateTmp", "yes");
        yield return ("PrivateDevices", "yes");
        yield return ("ProtectSystem", "strict");
        yield return ("ProtectHome", run.UsesHome ? "read-only" : "yes");
        yield return ("ProtectKernelTunables", "yes");
        yield return ("ProtectKernelModules", "yes");
        yield return ("ProtectControlGroups", "yes");
        yield return ("ProtectClock", "yes");
        yield return ("ProtectHostname", "yes");
        if (HidesProcesses(plan))
            yield return ("ProtectProc", "invisible");
        yield return ("RestrictSUIDSGID", "yes");
        yield return ("RestrictRealtime", "yes");
        yield return ("RestrictNamespaces", "yes");
        yield return ("LockPersonality", "yes");
        yield return ("SystemCallFilter", "@system-service");
        // Newer calls than this systemd knows are then missing, and the C library does without, as on an older kernel.
        yield return ("SystemCallErrorNumber", "ENOSYS");
        yield return ("SystemCallArchitectures", "native");
        yield return ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX AF_NETLINK");
        yield return ("UMask", "0077");
    }

    /// <summary>.NET tells systemd that it is ready only if /proc says that its parent is systemd (SystemdHelpers.IsSystemdService()).</summary>
    public static bool HidesProcesses(ServicePlan plan) => !plan.Request.LogsPriorities && plan.Request.Readiness != Readiness.Container;

    /// <summary>A user of the service's own, made at each start, unless the project names one.</summary>
    public static UnitText User(UnitText unit, ServicePlan plan)
    {
        var user = plan.Request.Confinement.User;
        return unit
            .SetIf(user is null, "DynamicUser", "yes")
            .SetIf(user is not null && !IsRoot(plan), "User", user ?? "");
    }

    private static bool IsRoot(ServicePlan plan) => plan.Request.Confinement.User is "root" or "0";
}
