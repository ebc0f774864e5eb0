using RpmTasks.Packaging.Inspection;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>Packages in memory, as RpmTasks makes them, and what is read of them.</summary>
internal static class Inspected
{
    /// <summary>With an image of one layer.</summary>
    public static RpmSpec Orders => Requests.Plan(Requests.Input).Spec;

    public static byte[] Write(RpmSpec spec)
    {
        using var output = new MemoryStream();
        RpmWriter.Write(spec, output, parallelism: 1, CancellationToken.None);
        return output.ToArray();
    }

    public static PackageFacts Facts(byte[] package) =>
        PackageInspector.Inspect("orders.rpm", new MemoryStream(package, writable: false), CancellationToken.None);

    public static string Text(RpmSpec spec) => string.Join('\n', TextReport.Render(Facts(Write(spec))));

    /// <summary>Replaces a file's text; the package is sound again.</summary>
    public static RpmSpec With(this RpmSpec spec, string path, byte[] content) => spec with
    {
        Files = [.. spec.Files.Select(file => file.Path == path ? file with { Content = Content.FromBytes(content) } : file)],
    };
}
