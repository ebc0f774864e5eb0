using RpmTasks.Rpm.Model;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>One generation of rpmbuild, on the host that has it.</summary>
internal sealed record RpmBuilder(string Version, HostRecipe Recipe)
{
    public static RpmBuilder[] All { get; } = [new("4.18", HostRecipe.BookwormPodman), new("4.20", HostRecipe.TrixiePodman)];

    public byte[] Build(RpmSpec spec)
    {
        using var host = new OfflineHost(Recipe);
        SpecFile.Write(spec, host.Shared(""));
        host.Do($"""
            cd {OfflineHost.Exchange}
            export SOURCE_DATE_EPOCH={spec.BuildTime}
            rpmbuild -bb --target {spec.Architecture} --define '_topdir {OfflineHost.Exchange}/top' --define '_sourcedir {OfflineHost.Exchange}' \
                --define '_rpmdir {OfflineHost.Exchange}/rpms' --define '_buildhost {spec.BuildHost}' --define '_binary_payload {Io(spec.Compression)}' \
                {SpecFile.Name} 2>&1
            """);
        return File.ReadAllBytes(Directory.GetFiles(host.Shared("rpms"), "*.rpm", SearchOption.AllDirectories).Single());
    }

    public override string ToString() => $"rpmbuild {Version}";

    /// <summary>rpm's name of a compressor with its level.</summary>
    private static string Io(PayloadCompression compression) => compression.Compressor switch
    {
        PayloadCompressor.Zstd => $"w{compression.Level}.zstdio",
        PayloadCompressor.Gzip => $"w{compression.Level}.gzdio",
        _ => "w.ufdio",
    };
}
