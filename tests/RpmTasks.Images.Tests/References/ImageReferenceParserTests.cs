using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Images.Model;
using RpmTasks.Images.References;
using RpmTasks.Images.Tests.Building;

namespace RpmTasks.Images.Tests.References;

internal sealed class ImageReferenceParserTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestCase("scratch", ImageTransport.Scratch, "scratch", null)]
    [TestCase("docker-archive:/tmp/a.tar", ImageTransport.DockerArchive, "/tmp/a.tar", null)]
    [TestCase("docker-archive:a.tar:nginx:1.27", ImageTransport.DockerArchive, "a.tar", "nginx:1.27")]
    [TestCase(@"docker-archive:C:\images\a.tar", ImageTransport.DockerArchive, @"C:\images\a.tar", null)]
    [TestCase("docker-archive:C:/images/a.tar:nginx", ImageTransport.DockerArchive, "C:/images/a.tar", "nginx")]
    [TestCase("oci-archive:a.tar", ImageTransport.OciArchive, "a.tar", null)]
    [TestCase("oci-archive:a.tar:1.0", ImageTransport.OciArchive, "a.tar", "1.0")]
    [TestCase("oci:layout", ImageTransport.OciDirectory, "layout", null)]
    [TestCase("oci:/srv/layout:localhost/a:1", ImageTransport.OciDirectory, "/srv/layout", "localhost/a:1")]
    [TestCase("docker-daemon:nginx:1.27", ImageTransport.Engine, "nginx:1.27", null)]
    [TestCase("docker-daemon:sha256:" + Hex, ImageTransport.Engine, "sha256:" + Hex, null)]
    [TestCase("nginx", ImageTransport.Name, "nginx", null)]
    [TestCase("nginx:1.27", ImageTransport.Name, "nginx:1.27", null)]
    [TestCase("localhost:5000/team/app_x/my-app:1.0.0-rc.1", ImageTransport.Name, "localhost:5000/team/app_x/my-app:1.0.0-rc.1", null)]
    [TestCase("MCR.microsoft.com/dotnet/aspnet:10.0", ImageTransport.Name, "MCR.microsoft.com/dotnet/aspnet:10.0", null)]
    [TestCase("host:5000/app", ImageTransport.Name, "host:5000/app", null)]
    [TestCase("[2001:db8::1]:5000/app", ImageTransport.Name, "[2001:db8::1]:5000/app", null)]
    [TestCase("nginx@sha256:" + Hex, ImageTransport.Name, "nginx@sha256:" + Hex, null)]
    [TestCase("nginx:1@sha256:" + Hex, ImageTransport.Name, "nginx:1@sha256:" + Hex, null)]
    [TestCase("oci", ImageTransport.Name, "oci", null)]
    public void Every_form_is_read(string text, object transport, string location, string? tag) =>
        Assert.That(ImageReferenceParser.Parse(text), Is.EqualTo(new ImageReference((ImageTransport)transport, location, tag)));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("Nginx")]
    [TestCase("nginx:")]
    [TestCase("nginx:-x")]
    [TestCase("ngi nx")]
    [TestCase("nginx\n")]
    [TestCase("-nginx")]
    [TestCase("a..b")]
    [TestCase("a//b")]
    [TestCase("/tmp/a.tar")]
    [TestCase("./a.tar")]
    [TestCase("docker://nginx")]
    [TestCase("nginx@sha256:0123")]
    [TestCase("nginx@sha512:" + Hex)]
    [TestCase("docker-archive:")]
    [TestCase("docker-archive::nginx")]
    [TestCase("docker-archive:a.tar:")]
    [TestCase("docker-archive:a.tar:Nginx")]
    [TestCase("oci:")]
    [TestCase("oci:layout:")]
    [TestCase("docker-daemon:")]
    [TestCase("docker-daemon:Nginx")]
    public void What_names_no_image_is_a_fault_that_shows_the_text(string text)
    {
        var exception = Assert.Catch<ImageException>(() => ImageReferenceParser.Parse(text));

        Assert.That((exception!.Fault, exception.Subject), Is.EqualTo((ImageFault.BadReference, text)));
        Assert.That(exception.Detail, Does.Contain("docker-archive:FILE"));
    }

    [Test]
    public void A_name_has_at_most_255_characters_and_a_tag_128()
    {
        Assert.That(ImageReferenceParser.Parse(new string('a', 255) + ":" + new string('t', 128)).Transport, Is.EqualTo(ImageTransport.Name));
        Assert.That(Reading.FaultOf(() => ImageReferenceParser.Parse(new string('a', 256))), Is.EqualTo(ImageFault.BadReference));
        Assert.That(Reading.FaultOf(() => ImageReferenceParser.Parse("a:" + new string('t', 129))), Is.EqualTo(ImageFault.BadReference));
    }

    [FsCheck.NUnit.Property]
    public Property Any_text_is_a_reference_or_a_coded_fault() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        try
        {
            return ImageReferenceParser.Parse(text.Get).Location.Length > 0;
        }
        catch (ImageException exception)
        {
            return exception.Fault == ImageFault.BadReference;
        }
    });

    [FsCheck.NUnit.Property]
    public Property A_name_made_by_the_grammar_is_read_as_it_stands()
    {
        var word = Gen.Elements("a", "nginx", "my-app", "a--b", "x_y", "x__y", "v1.2", "0");
        var host = Gen.Elements("", "localhost/", "localhost:5000/", "example.com/", "Registry.Example.com:443/", "h:1/");
        var tag = Gen.Elements("", ":1", ":latest", ":1.0.0-rc.1_X");
        var name = from start in host
                   from parts in Gen.NonEmptyListOf(word)
                   from end in tag
                   select start + string.Join('/', parts.Take(5)) + end;
        return Prop.ForAll(name.ToArbitrary(), text => ImageReferenceParser.Parse(text) == new ImageReference(ImageTransport.Name, text));
    }
}
