namespace RpmTasks.Packaging.Service;

/// <summary>When the service counts as started.</summary>
internal enum Readiness
{
    /// <summary>When the container's first process runs; under docker, which has no such notion, when the client runs.</summary>
    Conmon,

    /// <summary>When the app says so itself (sd_notify; Microsoft.Extensions.Hosting.Systemd).</summary>
    Container,

    /// <summary>When the health check succeeds for the first time; docker, or podman 4.7 and later.</summary>
    Healthy,
}
