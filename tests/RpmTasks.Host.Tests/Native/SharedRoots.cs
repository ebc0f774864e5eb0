using System.Text.Json.Nodes;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Native;

/// <summary>Two services on one base, whose file system is a package of its own: orders 1.0.0 and billing 1.0.0, and orders 2.0.0 on another base.</summary>
internal sealed class SharedRoots : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SharedRoots()
    {
        RealTool.Require("busybox");
        var program = File.ReadAllBytes(RealTool.Find("busybox")!);
        var (first, second) = (Base("1", program), Base("2", program));
        OrdersFirst = Pack(Orders, "1.0.0", first);
        BillingFirst = Pack(Billing, "1.0.0", first);
        OrdersSecond = Pack(Orders, "2.0.0", second);
    }

    public static Sample Orders { get; } = Service("orders", 8081);

    public static Sample Billing { get; } = Service("billing", 8082);

    /// <summary>The paths of the app's package and that of its base.</summary>
    public IReadOnlyList<string> OrdersFirst { get; }

    public IReadOnlyList<string> BillingFirst { get; }

    public IReadOnlyList<string> OrdersSecond { get; }

    public void Dispose() => _folder.Dispose();

    private static Sample Service(string name, int port) => new("", name)
    {
        Port = port,
        Says = version => $"Hello from {name} {version}\n",
        Logs = "",
    };

    private string Base(string version, byte[] program) =>
        LayeredImage.Write(_folder.File("bases", version), new JsonObject(), LayeredImage.Layer(("bin/busybox", program), ("etc/base", System.Text.Encoding.UTF8.GetBytes(version))));

    private List<string> Pack(Sample service, string version, string baseImage)
    {
        var published = _folder.File("publish", $"{service.Package}-{version}");
        Directory.CreateDirectory(published);
        File.WriteAllText(Path.Combine(published, "index.html"), service.Says(version));
        var input = new PackInput
        {
            ProjectName = service.Package,
            Image = new ImageInput { BaseImage = "oci:" + baseImage, Layers = "shared", DefaultRuntimeIdentifier = "linux-x64" },
            App = new AppInput { AssemblyName = service.Package, Command = ["/bin/busybox", "httpd", "-f", "-p", $"{service.Port}", "-h", "/app"] },
            Metadata = new MetadataInput { Name = service.Package, Version = version, Release = "1", Description = "Answers", Packager = "Example" },
            Places = new PlacesInput { ProjectFolder = _folder.Path, IntermediateFolder = _folder.File("obj"), OutputFolder = _folder.File("out"), PublishFolder = published },
            Service = new ServiceInput { Engine = HostRecipe.None },
        };
        return [.. Packer.PackAsync(input, Environment, CancellationToken.None).GetAwaiter().GetResult().Select(packed => packed.Path)];
    }

    private static BuildEnvironment Environment { get; } = new()
    {
        Parallelism = 2,
        Variable = _ => null,
        Now = DateTimeOffset.UtcNow,
        Log = new PackLog(_ => { }, _ => { }),
    };
}
