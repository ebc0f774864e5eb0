using System.Globalization;

using RpmTasks.Testing.Hosts;

namespace RpmTasks.Benchmarks.Hosts;

/// <summary>Seconds on a host, each to the first answer of the service.</summary>
/// <param name="First">From rpm --install and systemctl start.</param>
/// <param name="Restart">From systemctl restart.</param>
internal sealed record HostTimes(double First, double Restart)
{
    /// <param name="package">Its service has its name and answers on port 8080; nothing of it is on the host, before and after.</param>
    public static HostTimes Of(BootedHost host, string name, string package)
    {
        var seconds = host.Do($$"""
            since() { echo $(( ($(date +%s%N) - $1) / 1000000 )); }
            answered() { until curl --silent --fail --output /dev/null http://127.0.0.1:8080/; do sleep 0.02; done; }
            sync
            began=$(date +%s%N)
            rpm --install {{host.CopyIn(package)}}
            systemctl start {{name}}
            answered
            since $began
            sync
            began=$(date +%s%N)
            systemctl restart {{name}}
            answered
            since $began
            systemctl stop {{name}} >&2
            rpm --erase {{name}} >&2
            """, TimeSpan.FromMinutes(5)).Split('\n').Select(line => int.Parse(line, CultureInfo.InvariantCulture) / 1e3).ToArray();
        return new HostTimes(seconds[0], seconds[1]);
    }
}
