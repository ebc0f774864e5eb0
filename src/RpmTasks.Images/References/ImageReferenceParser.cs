using RpmTasks.Images.Model;

namespace RpmTasks.Images.References;

/// <summary>Reads an image as a project file names it: with a transport, as Podman and Skopeo spell them, or by its name alone.</summary>
internal static class ImageReferenceParser
{
    private const string Examples = "write scratch, docker-archive:FILE, oci-archive:FILE, oci:FOLDER, docker-daemon:NAME or a name such as nginx:1.27";

    public static ImageReference Parse(string text)
    {
        if (text == "scratch")
            return new ImageReference(ImageTransport.Scratch, text);
        var (transport, rest) = Transport(text);
        return transport switch
        {
            ImageTransport.DockerArchive => Stored(text, transport, rest, ImageName.IsValid),
            ImageTransport.OciArchive or ImageTransport.OciDirectory => Stored(text, transport, rest, tag => tag.Length > 0),
            ImageTransport.Engine when ImageName.IsValid(rest) || ImageName.IsId(rest) => new ImageReference(transport, rest),
            ImageTransport.Name when ImageName.IsValid(rest) => new ImageReference(transport, rest),
            _ => throw Bad(text, "is not an image name"),
        };
    }

    private static (ImageTransport Transport, string Location) Transport(string text)
    {
        var colon = text.IndexOf(':');
        return (colon < 0 ? "" : text[..colon]) switch
        {
            "docker-archive" => (ImageTransport.DockerArchive, text[(colon + 1)..]),
            "oci-archive" => (ImageTransport.OciArchive, text[(colon + 1)..]),
            "oci" => (ImageTransport.OciDirectory, text[(colon + 1)..]),
            "docker-daemon" => (ImageTransport.Engine, text[(colon + 1)..]),
            _ => (ImageTransport.Name, text),
        };
    }

    /// <summary>PATH or PATH:IMAGE. A path with a ':' cannot be named, except for the one after a drive letter.</summary>
    private static ImageReference Stored(string text, ImageTransport transport, string rest, Func<string, bool> isTag)
    {
        var hasDrive = rest.Length > 2 && char.IsAsciiLetter(rest[0]) && rest[1] == ':' && rest[2] is '\\' or '/';
        var colon = rest.IndexOf(':', hasDrive ? 2 : 0);
        var path = colon < 0 ? rest : rest[..colon];
        var tag = colon < 0 ? null : rest[(colon + 1)..];
        if (path.Length == 0 || path.Contains('\0'))
            throw Bad(text, "names no file or folder");
        if (tag is not null && !isTag(tag))
            throw Bad(text, $"names no image by '{tag}', after the file");
        return new ImageReference(transport, path, tag);
    }

    private static ImageException Bad(string text, string detail) => new(ImageFault.BadReference, text, $"{detail}; {Examples}");
}
