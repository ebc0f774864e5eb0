using RpmTasks.Images.Composition;
using RpmTasks.Images.Layout;
using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Layout;

internal sealed class EngineLoadTests
{
    [Test]
    public void Podman_pulls_the_directory_and_its_image_ID_is_the_config_digest()
    {
        RealTool.Require("podman");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("hello"), "\u007fELF hello");
        var scratch = ImageSource.Open(new ImageReference(ImageTransport.Scratch, "scratch"), new ImagePlatform("linux", "amd64"), default);
        var app = AppImage.Compose(scratch, [new(folder.File("hello"), "hello", false, false)], new AppSettings { Created = 1_700_000_000, CreatedBy = "test", Entrypoint = ["/app/hello"] }, folder.File("spool"), default);
        var directory = ImageDirectoryWriter.Plan(app, "localhost/hello:1", BlobCompression.None, folder.File("spool"), default);
        ImageDirectoryWriter.WriteTo(directory, folder.File("image"), default);

        string[] store = ["--root", folder.File("store"), "--runroot", folder.File("run"), "--storage-driver=vfs"];
        var pull = RealTool.RunIn(folder.Path, "podman", [.. store, "pull", "-q", "oci:image"]);

        Assert.That(pull.Output.Trim(), Is.EqualTo(app.Config.Digest.Hex), pull.All);
    }
}
