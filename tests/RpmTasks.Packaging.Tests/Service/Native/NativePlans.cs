using RpmTasks.Images.Formats;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Tests.Service.Native;

/// <summary>Plans of packages whose image systemd runs itself: an app on scratch named orders, unless a test says otherwise.</summary>
internal static class NativePlans
{
    public const string Root = "/usr/libexec/orders/root-0123456789ab";

    /// <summary>What the image of a .NET app has.</summary>
    public const string Config = """{"Env":["PATH=/usr/bin","ASPNETCORE_HTTP_PORTS=8080"],"Entrypoint":["/app/Orders"],"User":"1654","WorkingDir":"/app/","ExposedPorts":{"8080/tcp":{}}}""";

    public static PackInput App { get; } = Requests.App.With(service => service with { Engine = "systemd" });

    public static PackagePlan Plan(Func<ServiceInput, ServiceInput> change, string config = Config) => Plan(App.With(change), config);

    public static PackagePlan Plan(PackInput input, string config = Config, TreeBind? app = null)
    {
        var request = RequestReader.Read(input);
        var image = new ContainerImage(ImageConfigReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","config":{{config}},"rootfs":{"type":"layers","diff_ids":[] } }"""), "the test's config"), []);
        var tree = new TreePlan
        {
            Root = app is null ? Root : "/usr/libexec/container-roots/0123456789abcdef",
            Files = [],
            Command = new StartCommand(image.Config.Entrypoint.FirstOrDefault() ?? "/bin/sh", [.. image.Config.Entrypoint.Skip(1), .. image.Config.Command]),
            App = app,
        };
        return PackagePlanner.Plan(request, ImageDirectoryWriter.PlanNone(image, PackagePlanner.NameOf(request, image.Config.Digest).Reference), tree);
    }

    public static string Unit(this PackagePlan plan, string name = "orders.service") => Requests.TextOf(plan, "/usr/lib/systemd/system/" + name);
}
