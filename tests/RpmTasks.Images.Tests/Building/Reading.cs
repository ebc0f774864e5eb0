using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;
using RpmTasks.Images.Streams;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Building;

/// <summary>Puts members on disk and reads the image back.</summary>
internal static class Reading
{
    public static readonly ImagePlatform Amd64 = new("linux", "amd64");

    public static string WriteArchive(this TemporaryFolder folder, byte[] tar)
    {
        var path = folder.File("image.tar");
        File.WriteAllBytes(path, tar);
        return path;
    }

    public static string WriteLayout(this TemporaryFolder folder, IEnumerable<Member> members)
    {
        var top = folder.File("layout");
        foreach (var member in members)
        {
            var path = Path.Combine(top, member.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (member.Link is null)
                File.WriteAllBytes(path, member.Content);
            else
                File.CreateSymbolicLink(path, member.Link);
        }

        return top;
    }

    public static ContainerImage Open(ImageTransport transport, string location, string? tag = null, ImagePlatform? wanted = null) =>
        ImageSource.Open(new ImageReference(transport, location, tag), wanted, CancellationToken.None);

    /// <summary>Every layer's tar, all digests checked.</summary>
    public static IEnumerable<byte[]> Tars(ContainerImage image) => image.Layers.Select(layer =>
    {
        using var tar = LayerContent.OpenTar(layer);
        return ReadAll(tar);
    });

    public static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static ImageFault? FaultOf(Action action) => Assert.Catch<ImageException>(action)?.Fault;
}
