using System.Text.Json;

using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Layout;

/// <summary>Podman and Skopeo read the image directory as it lies, and Docker's way of reading it through tar.</summary>
internal sealed class EngineLoadTests
{
    private const string Reference = "localhost/hello:1-0123456789ab";

    [Test]
    public void Podman_pulls_the_directory_and_its_image_ID_is_the_config_digest([Values] BlobCompression compression)
    {
        RealTool.Require("podman");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        var directory = WriteApp(folder, compression);

        // Older Podman names the image after the path, which must then be in lower case: hence the relative one.
        var pull = Podman(folder, "pull", "-q", "oci:image");

        Assert.That(pull.Output.Trim(), Is.EqualTo(directory.ConfigDigest.Hex), pull.All);
        var inspect = Podman(folder, "image", "inspect", directory.ConfigDigest.Hex);
        using var json = JsonDocument.Parse(inspect.Output);
        var image = json.RootElement[0];
        Assert.That(image.GetProperty("RootFS").GetProperty("Layers").EnumerateArray().Select(layer => layer.GetString()), Is.EqualTo(directory.Image.Config.DiffIds.Select(id => id.ToString())));
        Assert.That(image.GetProperty("Config").GetProperty("WorkingDir").GetString(), Is.EqualTo("/app"));
        Assert.That(image.GetProperty("User").GetString(), Is.EqualTo("1654"));
    }

    [Test]
    public void A_tar_of_the_directory_loads_under_its_full_name()
    {
        RealTool.Require("podman", "tar");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        var directory = WriteApp(folder, BlobCompression.None);
        RealTool.RunIn(folder.File("image"), "tar", "-cf", folder.File("image.tar"), ".");

        var load = Podman(folder, "load", "-q", "-i", folder.File("image.tar"));

        Assert.That(load.Output.Trim(), Is.EqualTo("Loaded image: " + Reference), load.All);
        Assert.That(Podman(folder, "image", "inspect", "--format", "{{.Id}}", Reference).Output.Trim(), Is.EqualTo(directory.ConfigDigest.Hex));
    }

    [Test]
    public void Skopeo_finds_the_image_by_its_name_and_copies_all_of_it([Values] BlobCompression compression)
    {
        RealTool.Require("skopeo");
        using var folder = new TemporaryFolder();
        var directory = WriteApp(folder, compression);
        var name = $"oci:{folder.File("image")}:{Reference}";

        var config = RealTool.Run("skopeo", "inspect", "--config", "--raw", name);
        var copy = RealTool.Run("skopeo", "copy", "--insecure-policy", name, $"oci:{folder.File("copy")}:copy");

        Assert.That(Digest.Of(System.Text.Encoding.UTF8.GetBytes(config.Output)), Is.EqualTo(directory.ConfigDigest), config.All);
        Assert.That(copy.ExitCode, Is.Zero, copy.All);
        Assert.That(Reading.Tars(Reading.Open(ImageTransport.OciDirectory, folder.File("copy"))), Is.EqualTo(Reading.Tars(directory.Image)));
    }

    private static ImageDirectory WriteApp(TemporaryFolder folder, BlobCompression compression)
    {
        var sample = SampleImage.Default with { Compression = LayerCompression.Gzip };
        var onBase = Reading.Open(ImageTransport.OciDirectory, folder.WriteLayout(OciLayout.Flat(sample)));
        var app = folder.Compose([folder.Publish("hello", "#!/bin/sh", executable: true), folder.Publish("lib.dll", "MZ", fromPackage: true)], on: onBase);
        var directory = ImageDirectoryWriter.Plan(app, new LayoutWish(Reference, compression, folder.File("spool")), default);
        ImageDirectoryWriter.WriteTo(directory, folder.File("image"), default);
        return directory;
    }

    private static ToolResult Podman(TemporaryFolder folder, params string[] arguments) =>
        RealTool.RunIn(folder.Path, "podman", ["--root", folder.File("store"), "--runroot", folder.File("run"), "--storage-driver=vfs", .. arguments]);
}
