using RpmTasks.Images.Composition;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Composition;

internal sealed class AppFileTests
{
    [TestCase(".wh.gone")]
    [TestCase("a/.wh..wh..opq")]
    [TestCase(".wh.dir/file")]
    [TestCase("../up")]
    [TestCase("a/../../up")]
    [TestCase("/absolute")]
    [TestCase("a//b")]
    [TestCase("./a")]
    [TestCase("")]
    public void A_path_that_has_no_place_in_a_layer_is_refused(string path)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Publish("file", "x") with { Path = path };

        var exception = Assert.Catch<ImageException>(() => folder.Compose([file]));

        Assert.That((exception!.Fault, exception.Subject), Is.EqualTo((ImageFault.UnsuitableFile, path)));
    }

    [Test]
    public void All_unsuitable_files_are_reported_at_once()
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.Catch<ImageException>(() => folder.Compose(
        [
            folder.Publish("good", "x"),
            folder.Publish(".wh.one", "x"),
            new AppFile(folder.File("publish", "missing"), "missing", false, false),
            folder.Publish("twice", "x"),
            folder.Publish("twice", "x"),
            folder.Publish("other", "x") with { Path = "good/below" },
        ]));

        Assert.That(exception!.Subject, Is.EqualTo("4 published files"));
        Assert.That(exception.Detail, Does.Contain(".wh.one").And.Contain("missing is not there").And.Contain("twice is published twice").And.Contain("good/below lies in a folder"));
    }

    [Test]
    public void A_link_within_the_folder_is_followed_and_its_target_s_content_packed([Values] bool absolute)
    {
        using var folder = new TemporaryFolder();
        var target = folder.Publish("lib/real.so.1", "\u007fELF");
        var link = new AppFile(folder.File("publish", "lib", "real.so"), "lib/real.so", false, false);
        File.CreateSymbolicLink(link.Source, absolute ? target.Source : "real.so.1");
        File.CreateSymbolicLink(folder.File("publish", "alias"), "lib");
        var through = new AppFile(folder.File("publish", "alias", "real.so"), "alias/real.so", false, false);

        var linked = folder.Compose([link, through]);
        var copied = new TemporaryFolder();
        using (copied)
        {
            var plain = copied.Compose([copied.Publish("lib/real.so", "\u007fELF"), copied.Publish("alias/real.so", "\u007fELF")]);
            Assert.That(linked.Layers.Single().DiffId, Is.EqualTo(plain.Layers.Single().DiffId));
        }
    }

    [TestCase("/etc/hostname")]
    [TestCase("../outside")]
    [TestCase("../publish-other/file")]
    [TestCase("self")]
    public void A_link_that_leaves_the_folder_is_refused(string target)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("outside"), "x");
        folder.Publish("../publish-other/file", "x");
        var link = folder.Publish("self", "");
        File.Delete(link.Source);
        File.CreateSymbolicLink(link.Source, target);

        Assert.That(Reading.FaultOf(() => folder.Compose([link])), Is.EqualTo(ImageFault.UnsuitableFile));
    }

    [Test]
    public void A_folder_that_is_a_link_out_of_the_published_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Publish("../outside/file", "x");
        folder.Publish("own", "x");
        File.CreateSymbolicLink(folder.File("publish", "dir"), "../outside");

        Assert.That(Reading.FaultOf(() => folder.Compose([new AppFile(folder.File("publish", "dir", "file"), "dir/file", false, false)])), Is.EqualTo(ImageFault.UnsuitableFile));
    }

    [Test]
    public void A_file_from_elsewhere_may_have_another_name_in_the_image()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Publish("../obj/apphost", "x") with { Path = "orders" };

        Assert.That(folder.Compose([file]).Layers, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        RealTool.Require("mkfifo");
        using var folder = new TemporaryFolder();
        var file = folder.Publish("pipe", "");
        File.Delete(file.Source);
        RealTool.Run("mkfifo", file.Source);

        var exception = Assert.Catch<ImageException>(() => folder.Compose([file]));

        Assert.That((exception!.Fault, exception.Detail), Is.EqualTo((ImageFault.UnsuitableFile, "is no regular file but a device, socket or pipe")));
    }

    [Test]
    public void A_socket_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Publish("socket", "");
        File.Delete(file.Source);
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, default);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(file.Source));

        Assert.That(Reading.FaultOf(() => folder.Compose([file])), Is.EqualTo(ImageFault.UnsuitableFile));
    }

    [Test]
    public void A_device_is_refused()
    {
        RealTool.Require("mknod");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        var file = folder.Publish("null", "");
        File.Delete(file.Source);
        var made = RealTool.Run("mknod", file.Source, "c", "1", "3");
        if (made.ExitCode != 0)
            Assert.Ignore("no right to make devices: " + made.All);

        Assert.That(Reading.FaultOf(() => folder.Compose([file])), Is.EqualTo(ImageFault.UnsuitableFile));
    }
}
