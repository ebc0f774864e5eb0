using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Debian 12 makes its rpm say at each transaction that one should not use it.</summary>
internal static class DebiansRpm
{
    private static readonly string[] Advice =
    [
        "rpm: RPM should not be used directly install RPM packages, use Alien instead!\n",
        "rpm: However assuming you know what you are doing...\n",
    ];

    public static ToolResult WithoutAdvice(ToolResult result) =>
        result with { Error = Advice.Aggregate(result.Error, (text, advice) => text.Replace(advice, "", StringComparison.Ordinal)) };
}
