using RpmTasks.Benchmarks.Measuring;
using RpmTasks.Benchmarks.Projects;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Benchmarks.Hosts;

/// <summary>The same service on booted hosts: ours, and the ancestor's, which knows docker alone.</summary>
internal static class HostPart
{
    public static Measured Measure(int rounds)
    {
        using var folder = new TemporaryFolder();
        var (docker, podman) = (Pack(folder, "docker"), Pack(folder, "podman"));
        var ancestor = Ancestor.Pack(folder, docker);
        using var dockerHost = BootedHost.Boot(HostRecipe.TrixieDocker);
        using var podmanHost = BootedHost.Boot(HostRecipe.TrixiePodman);
        List<(string Name, Func<HostTimes> Measure)> all =
        [
            ("podman", () => HostTimes.Of(podmanHost, "orders", podman)),
            ("docker", () => HostTimes.Of(dockerHost, "orders", docker)),
            ("docker save, loaded at each start", () => HostTimes.Of(dockerHost, "saved", ancestor)),
        ];
        var taken = all.Select(_ => new List<HostTimes>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var ((name, measure), times) in all.Zip(taken))
            {
                times.Add(measure());
                Console.WriteLine($"round {round}: {name}: first answer {times[^1].First:0.00} s, after a restart {times[^1].Restart:0.00} s");
            }
        }

        var medians = taken.Select(times => new HostTimes(Median(times, time => time.First), Median(times, time => time.Restart))).ToArray();
        var table = Table.Of(
            ["service", "rpm --install, start, first answer, s", "restart, first answer, s"],
            all.Zip(medians, (way, times) => (IReadOnlyList<string>)[way.Name, Table.Seconds(times.First), Table.Seconds(times.Restart)]));
        return new Measured($"### On the host\n\n{table}", [.. Bounds("podman", medians[0], medians[2]), .. Bounds("docker", medians[1], medians[2])], []);
    }

    private static IEnumerable<Bound> Bounds(string engine, HostTimes ours, HostTimes ancestor) =>
    [
        new($"time: install and first start with {engine}, of the ancestor's", ours.First / ancestor.First, 1, "0.00"),
        new($"time: restart with {engine}, of the ancestor's", ours.Restart / ancestor.Restart, 0.25, "0.00"),
    ];

    private static string Pack(TemporaryFolder folder, string engine)
    {
        string[] wishes = ["-p:PackAsRpm=true", $"-p:RpmBaseImage=docker-archive:{DotNetBase.Archive}", $"-p:RpmServiceEngine={engine}"];
        return new WebProject(folder.File(engine), wishes).Package;
    }

    private static double Median(List<HostTimes> times, Func<HostTimes, double> value) => Series.Median(times.Select(value));
}
