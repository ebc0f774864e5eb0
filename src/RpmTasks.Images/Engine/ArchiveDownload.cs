using System.Buffers;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>Streams a saved image to its file: all of it, or no file.</summary>
internal static class ArchiveDownload
{
    private const int BufferSize = 1 << 20;

    public static async Task WriteAsync(Stream body, string image, string archivePath, CancellationToken ct)
    {
        var file = new FileStream(archivePath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        try
        {
            await using (file.ConfigureAwait(false))
                await CopyAsync(body, file, image, ct).ConfigureAwait(false);
        }
        catch
        {
            File.Delete(archivePath);
            throw;
        }
    }

    private static async Task CopyAsync(Stream body, FileStream file, string image, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await ReadAsync(body, buffer, image, ct).ConfigureAwait(false)) > 0)
                await file.WriteAsync(buffer.AsMemory(0, read), ct).ConfigureAwait(false);
            if (file.Length == 0)
                throw new ImageException(ImageFault.Truncated, image, "the engine saved nothing");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, string image, CancellationToken ct)
    {
        try
        {
            return await body.ReadAsync(buffer, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new ImageException(ImageFault.Truncated, image, "the engine broke off while saving it; its own log tells why", e);
        }
    }
}
