namespace RpmTasks.Packaging.Service.Native;

/// <summary>
/// What the service may not do, as it was tried with .NET on systemd 252, 257 and 262. Not MemoryDenyWriteExecute=: it ends the runtime, which
/// compiles as it runs. A systemd that does not know one of them says so and goes on.
/// </summary>
internal static class Sandbox
{
    public static UnitText Add(UnitText unit, ServicePlan plan, NativeRun run)
    {
        var capabilities = string.Join(' ', run.Capabilities.Select(capability => "CAP_" + capability));
        return unit
            .Set("NoNewPrivileges", "yes")
            .SetIf(run.Capabilities.Length > 0 && !IsRoot(plan), "AmbientCapabilities", capabilities)
            // Nothing after '=' takes all of them.
            .Set("CapabilityBoundingSet", capabilities)
            .Set("PrivateTmp", "yes")
            .Set("PrivateDevices", "yes")
            .Set("ProtectSystem", "strict")
            .Set("ProtectHome", run.UsesHome ? "read-only" : "yes")
            .Set("ProtectKernelTunables", "yes")
            .Set("ProtectKernelModules", "yes")
            .Set("ProtectControlGroups", "yes")
            .Set("ProtectClock", "yes")
            .Set("ProtectHostname", "yes")
            // .NET tells systemd that it is ready only if /proc says that its parent is systemd (SystemdHelpers.IsSystemdService()).
            .SetIf(!plan.Request.LogsPriorities && plan.Request.Readiness != Readiness.Container, "ProtectProc", "invisible")
            .Set("RestrictSUIDSGID", "yes")
            .Set("RestrictRealtime", "yes")
            .Set("RestrictNamespaces", "yes")
            .Set("LockPersonality", "yes")
            .Set("SystemCallFilter", "@system-service")
            // Newer calls than this systemd knows are then missing, and the C library does without, as on an older kernel.
            .Set("SystemCallErrorNumber", "ENOSYS")
            .Set("SystemCallArchitectures", "native")
            .Set("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX AF_NETLINK")
            .Set("UMask", "0077");
    }

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
