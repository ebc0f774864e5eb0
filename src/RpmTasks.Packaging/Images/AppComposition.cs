using System.Collections.Immutable;

using RpmTasks.Images.Composition;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Images;

/// <summary>Where the composition puts its layers, and the time that everything in them has.</summary>
internal sealed record CompositionStage(string SpoolFolder, long Time)
{
    /// <summary>Where the image comes from; labels of the project with the same names come before them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> OriginLabels { get; init; } = [];
}

/// <summary>The published app on its base.</summary>
internal static class AppComposition
{
    // The user of .NET's own bases; on scratch nothing else would keep the app from being root in its container.
    private const string NonRoot = "1654";
    private const string DefaultWorkingDirectory = "/app/";

    public static ContainerImage Compose(AppImageRequest request, ContainerImage baseImage, IReadOnlyList<AppFile> files, CompositionStage stage, CancellationToken cancel)
    {
        var app = request.App;
        var command = AppCommand.From(app);
        if (request.Base.Transport == ImageTransport.Scratch && command.Entrypoint is ["dotnet", ..])
            throw new PackException(Problem.Of(Rules.ScratchNeedsStatic, string.Join(' ', command.Entrypoint)));
        var environment = AppPorts.Environment(app, baseImage.Config);
        var all = baseImage.Config.Environment
            .Select(variable => variable.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : ""))
            .Concat(environment);
        var settings = new AppSettings
        {
            WorkingDirectory = app.WorkingDirectory.Length > 0 ? app.WorkingDirectory : DefaultWorkingDirectory,
            Entrypoint = command.Entrypoint,
            Command = command.Command,
            Environment = environment,
            ExposedPorts = AppPorts.Exposed(app, all),
            Labels = [.. stage.OriginLabels, .. Labels(request)],
            User = UserOf(request),
            Created = stage.Time,
            PackagesModified = Math.Min(stage.Time, PackTime.Fixed),
            CreatedBy = "RpmTasks",
        };
        return AppImage.Compose(baseImage, files, settings, stage.SpoolFolder, cancel);
    }

    private static string? UserOf(AppImageRequest request) =>
        request.App.User.Length > 0 ? request.App.User
        : request.Base.Transport == ImageTransport.Scratch ? NonRoot
        : null;

    // The SDK names the base it would have inferred; the label must name the one that was used. A file's path is nobody's business.
    private static ImmutableArray<KeyValuePair<string, string>> Labels(AppImageRequest request)
    {
        const string baseName = "org.opencontainers.image.base.name";
        var labels = request.App.Labels
            .Where(label => label.Name is not (baseName or "org.opencontainers.image.created" or "org.opencontainers.artifact.created"))
            .Select(label => KeyValuePair.Create(label.Name, label.Value));
        return request.Base.Transport == ImageTransport.Name
            ? [.. labels, KeyValuePair.Create(baseName, request.Text)]
            : [.. labels];
    }
}
