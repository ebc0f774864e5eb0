using System.Net;

using Docker.DotNet;
using Docker.DotNet.Models;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>The images of an engine: finds, pulls and saves them.</summary>
/// <param name="platform">The wanted platform; null for whichever the engine has.</param>
internal sealed class ImageStore(EngineConnection connection, Action<string> progress, ImagePlatform? platform)
{
    /// <summary>The first API whose `save` chooses among the platforms of one image; older engines hold one platform an image.</summary>
    private static readonly System.Version PlatformsInSave = new(1, 48);

    private bool ChoosesPlatform => !connection.IsPodman && connection.ApiVersion >= PlatformsInSave;

    /// <summary>Sees to it that the engine has the image; the result is the name to save it by.</summary>
    public async Task<string> ProvideAsync(string image, ImagePull pull, CancellationToken ct)
    {
        EngineImageName.Check(image);
        var found = pull == ImagePull.Always ? null : await FindAsync(image, ct).ConfigureAwait(false);
        if (found is not null && (pull == ImagePull.Never || Fits(found.Value.Image)))
            return Fitting(image, found.Value);
        if (pull == ImagePull.Never)
            throw new ImageException(ImageFault.ImageUnavailable, image, $"{connection.Description} does not have it, and pulling is off (RpmImagePull=never)");
        await PullAsync(image, ct).ConfigureAwait(false);
        return Fitting(image, await FindAsync(image, ct).ConfigureAwait(false)
            ?? throw new ImageException(ImageFault.ImageUnavailable, image, $"{connection.Description} pulled it, but does not have it"));
    }

    public async Task SaveAsync(string name, string archivePath, CancellationToken ct)
    {
        var query = new EngineQuery("images/get").With("names", name).With("platform", ChoosesPlatform ? EnginePlatform.ToJson(platform) : null);
        using var response = await CallAsync(name, () => connection.SendAsync(HttpMethod.Get, query, null, ct)).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var message = await CallAsync(name, () => EngineError.MessageAsync(response, ct)).ConfigureAwait(false);
            throw new ImageException(ImageFault.EngineFailed, name, $"{connection.Description} cannot save it: {message}");
        }
        var body = await CallAsync(name, () => response.Content.ReadAsStreamAsync(ct)).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            await ArchiveDownload.WriteAsync(body, name, archivePath, ct).ConfigureAwait(false);
    }

    /// <summary>The engine's view of an image; null when it has none of that name.</summary>
    public async Task<(string Name, ImageInspectResponse Image)?> FindAsync(string image, CancellationToken ct)
    {
        foreach (var name in EngineImageName.Lookups(image, connection.IsPodman))
        {
            try
            {
                return (name, await CallAsync(image, () => connection.Client.Images.InspectImageAsync(name, ct)).ConfigureAwait(false));
            }
            catch (ImageException e) when (e.InnerException is DockerApiException { StatusCode: HttpStatusCode.NotFound })
            {
                continue;
            }
        }
        return null;
    }

    private async Task PullAsync(string image, CancellationToken ct)
    {
        var query = new EngineQuery("images/create").With("fromImage", EngineImageName.Pulled(image)).With("platform", platform?.ToString());
        using var response = await CallAsync(image, () => connection.SendAsync(HttpMethod.Post, query, null, ct)).ConfigureAwait(false);
        var error = response.IsSuccessStatusCode
            ? await CallAsync(image, () => FollowAsync(response, ct)).ConfigureAwait(false)
            : await CallAsync(image, () => EngineError.MessageAsync(response, ct)).ConfigureAwait(false);
        if (error is not null)
            throw new ImageException(ImageFault.ImageUnavailable, image,
                $"{connection.Description} cannot pull it: {error} (an image of a private registry can be pulled beforehand, with the engine's own login)");
    }

    private async Task<string?> FollowAsync(HttpResponseMessage response, CancellationToken ct)
    {
        string? error = null;
        var body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await foreach (var message in EngineMessages.ReadAsync(body, ct).ConfigureAwait(false))
            {
                error = message.Error is null ? error : PrintableText.Of(message.Error);
                if ((message.Status ?? message.Output) is { } text && PrintableText.Of(text) is { Length: > 0 } line)
                    progress(line);
            }
        }
        return error;
    }

    private bool Fits(ImageInspectResponse image) => platform is null || ChoosesPlatform || EnginePlatform.Fits(image, platform);

    private string Fitting(string image, (string Name, ImageInspectResponse Image) found) => Fits(found.Image) ? found.Name
        : throw new ImageException(ImageFault.PlatformMissing, image,
            $"{connection.Description} has it for {found.Image.Os}/{found.Image.Architecture}, not for {platform}");

    private async Task<T> CallAsync<T>(string image, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e) when (EngineError.Translate(e, image, connection) is { } translated)
        {
            throw translated;
        }
    }
}
