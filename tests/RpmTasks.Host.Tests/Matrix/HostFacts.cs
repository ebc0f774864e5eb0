using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>The versions that a column is about, as the host itself says them.</summary>
internal static class HostFacts
{
    public static IReadOnlyList<HostFact> Read(Column column, BootedHost host) =>
    [
        new("host", column.HostTitle),
        new("systemd", host.Do("systemctl --version | sed -n '1s/systemd \\([0-9]*\\).*/\\1/p'")),
        new("engine", host.Do($"{column.Engine} --version | sed 's/,.*//; s/ version//'").ToLowerInvariant()),
        new("store", host.Do(column.IsPodman
            ? "podman info --format '{{.Store.GraphDriverName}}'"
            : "docker info --format '{{.Driver}}'")),
        new("rpm", host.Do("rpm --version | sed 's/.* //'")),
        new("kind", column.Kind),
        new("published with", string.Join(' ', column.Properties.Select(property => $"{property.Property}={property.Value}"))),
    ];
}
