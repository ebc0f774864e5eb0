using RpmTasks.Images.Flattening;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Images.Tests.Flattening;

/// <summary>The tree of a real image is what podman mounts for it: names, types, modes, times of files, contents.</summary>
internal sealed class RealImageTests
{
    [TestCase("nginx")]
    [TestCase("dotnet")]
    [TestCase("app")]
    public void A_real_images_tree_is_what_podman_mounts(string name)
    {
        RealTool.Require("podman", "debootstrap");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        var image = Reading.Open(ImageTransport.DockerArchive, name == "nginx" ? NginxBase.Archive : DotNetBase.Archive);
        if (name == "app")
            image = folder.Compose([folder.Publish("orders", "#!/bin/sh\n", executable: true), folder.Publish("de/orders.dll", "MZ", fromPackage: true)], on: image);
        var directory = ImageDirectoryWriter.Plan(image, new LayoutWish("localhost/tree:1", BlobCompression.None, folder.File("spool")), default);
        ImageDirectoryWriter.WriteTo(directory, folder.File("image"), default);
        using var mounted = MountedImage.Of("oci:image", folder, "overlay");

        var tree = TreeFlattener.Flatten(image.Layers, folder.File("spool"), _ => { }, CancellationToken.None);

        Assert.That(MountedImage.LinesOf(tree), Is.EqualTo(mounted.Lines));
        Assert.That(tree.Entries, Has.Length.GreaterThan(2000));
    }
}
