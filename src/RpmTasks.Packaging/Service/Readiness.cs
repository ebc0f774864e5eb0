namespace RpmTasks.Packaging.Service;

/// <summary>When the service counts as started, under podman. docker has no such notion: there it is when the client runs.</summary>
internal enum Readiness
{
    /// <summary>When the container's first process runs.</summary>
    Conmon,

    /// <summary>When the app says so itself (sd_notify; Microsoft.Extensions.Hosting.Systemd).</summary>
    Container,

    /// <summary>When the health check succeeds for the first time; podman 4.7 and later.</summary>
    Healthy,
}
