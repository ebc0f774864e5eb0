using System.Net;
using System.Net.Http.Headers;

namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>A build context as the body of a request. It may be sent more than once: its file stays the archive's.</summary>
internal sealed class ContextContent : HttpContent
{
    private readonly FileStream file;

    public ContextContent(ContextArchive archive)
    {
        file = archive.Content;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return file.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = file.Length;
        return true;
    }
}
