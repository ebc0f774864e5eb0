using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Packing;

/// <summary>Requests and plans for tests: an existing image named orders, unless a test says otherwise.</summary>
internal static class Requests
{
    public static PackInput Input { get; } = new()
    {
        ProjectName = "Orders",
        Image = new ImageInput { Image = "docker-archive:/srv/orders.tar", DefaultRuntimeIdentifier = "linux-x64" },
        Metadata = new MetadataInput { Name = "orders", Version = "", Release = "", ProjectVersion = "1.2.3", Description = "Takes orders. Keeps them." },
        Places = new PlacesInput { ProjectFolder = "/home/me/orders", IntermediateFolder = "/home/me/orders/obj/rpm", OutputFolder = "/home/me/orders/bin" },
    };

    /// <summary>The same project with its own app on scratch.</summary>
    public static PackInput App { get; } = Input with
    {
        Image = new ImageInput { BaseImage = "scratch", RuntimeIdentifier = "linux-x64", DefaultRuntimeIdentifier = "linux-x64" },
        App = new AppInput { AssemblyName = "Orders", Command = ["/app/Orders"], IsWeb = true },
        Places = Input.Places with { PublishFolder = "/home/me/orders/bin/publish" },
    };

    public static PackInput With(this PackInput input, Func<ServiceInput, ServiceInput> change) => input with { Service = change(input.Service) };

    /// <summary>One of several services, with its metadata.</summary>
    public static ServiceUnitInput Unit(string role, params (string Name, string Value)[] metadata) =>
        new(role, metadata.ToImmutableDictionary(metadatum => metadatum.Name, metadatum => metadatum.Value));

    /// <summary>Writes the package that comes of it, and says where it is.</summary>
    public static string Write(PackInput input, TemporaryFolder folder, string name = "orders.rpm")
    {
        var path = folder.File(name);
        using var file = File.Create(path);
        RpmTasks.Rpm.Writing.RpmWriter.Write(Plan(input).Spec, file, 1, CancellationToken.None);
        return path;
    }

    public static PackagePlan Plan(PackInput input) => Plan(RequestReader.Read(input));

    public static PackagePlan Plan(PackRequest request)
    {
        using var spool = new TemporaryFolder();
        var image = Image();
        var name = PackagePlanner.NameOf(request, image.Config.Digest);
        return PackagePlanner.Plan(request, ImageDirectoryWriter.Plan(image, new LayoutWish(name.Reference, BlobCompression.None, spool.Path), CancellationToken.None));
    }

    public static string UnitOf(PackagePlan plan) => TextOf(plan, "/usr/lib/systemd/system/orders.service");

    /// <summary>The content of a packaged text file.</summary>
    public static string TextOf(PackagePlan plan, string path)
    {
        using var reader = new StreamReader(plan.Spec.Files.Single(file => file.Path == path).Content!.Open());
        return reader.ReadToEnd();
    }

    private static ContainerImage Image()
    {
        var layer = Blob.FromBytes(new byte[1024]);
        var json = $$$"""{"architecture":"amd64","os":"linux","config":{"ExposedPorts":{"8080/tcp":{},"53/udp":{} } },"rootfs":{"type":"layers","diff_ids":["{{{layer.Digest}}}"] } }""";
        var config = RpmTasks.Images.Formats.ImageConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(json), "the test's config");
        return new ContainerImage(config, [new ImageLayer(layer.Digest, LayerCompression.None, layer)]);
    }
}
