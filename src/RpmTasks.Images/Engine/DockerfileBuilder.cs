using System.Text.Json;

using RpmTasks.Images.Engine.BuildContext;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>
/// Builds a Dockerfile. The builder that every engine has comes first, as it needs no session with its client; a Dockerfile that asks
/// for BuildKit is then given to BuildKit, which takes the context in the same way.
/// </summary>
internal sealed class DockerfileBuilder(EngineConnection connection, EngineSettings settings)
{
    private const string BuildKitVersion = "2";

    /// <summary>The ID of the image. It has no tag; a later build finds its steps in the engine's cache.</summary>
    public async Task<string> BuildAsync(DockerfileBuild build, CancellationToken ct)
    {
        var context = await ContextArchive.CreateAsync(build, ct).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var output = await RunAsync(build, context, WantsBuildKit ? BuildKitVersion : null, ct).ConfigureAwait(false);
            if (!WantsBuildKit && NeedsBuildKit(output))
            {
                settings.Progress("The Dockerfile needs BuildKit: building again with it");
                output = await RunAsync(build, context, BuildKitVersion, ct).ConfigureAwait(false);
            }
            return IdOf(build, output);
        }
    }

    /// <summary>The variable by which Docker's own client is told the same.</summary>
    private bool WantsBuildKit => !connection.IsPodman && settings.Variable("DOCKER_BUILDKIT") == "1";

    private bool NeedsBuildKit(BuildOutput output) =>
        !connection.IsPodman && output.Error?.Contains("requires BuildKit", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<BuildOutput> RunAsync(DockerfileBuild build, ContextArchive context, string? version, CancellationToken ct)
    {
        using var body = new ContextContent(context);
        var output = new BuildOutput(settings.Progress);
        try
        {
            using var response = await connection.SendAsync(HttpMethod.Post, QueryOf(build, context, version), body, ct).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Refused(build, (int)response.StatusCode, await EngineError.MessageAsync(response, ct).ConfigureAwait(false));
            await foreach (var message in EngineMessages.ReadAsync(await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false))
                output.Add(message);
        }
        catch (Exception e) when (EngineError.Translate(e, build.Dockerfile, connection) is { } translated)
        {
            throw translated;
        }
        output.Complete();
        return output;
    }

    /// <summary>Steps that run leave containers behind unless told not to.</summary>
    private static EngineQuery QueryOf(DockerfileBuild build, ContextArchive context, string? version) => new EngineQuery("build")
        .With("dockerfile", context.DockerfileName)
        .With("target", build.Target)
        .With("platform", build.Platform?.ToString())
        .With("buildargs", build.Arguments.Count == 0 ? null : Json(build.Arguments))
        .With("labels", build.Labels.Count == 0 ? null : Json(build.Labels))
        .With("rm", "1")
        .With("forcerm", "1")
        .With("version", version);

    private static string Json(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
            members[name] = value;
        return JsonSerializer.Serialize(members);
    }

    /// <summary>What the engine refuses to start is the Dockerfile's fault, what it cannot do is its own.</summary>
    private ImageException Refused(DockerfileBuild build, int status, string message) =>
        new(status < 500 ? ImageFault.BuildFailed : ImageFault.EngineFailed, build.Dockerfile, $"{connection.Description} does not build it: {message}");

    private string IdOf(DockerfileBuild build, BuildOutput output)
    {
        if (output.Error is not null)
            throw new ImageException(ImageFault.BuildFailed, build.Dockerfile, $"{output.Error}{LastLines(output)}");
        return output.ImageId is { } id && Digest.TryParse(id, out _) ? id
            : throw new ImageException(ImageFault.EngineFailed, build.Dockerfile, $"{connection.Description} ended the build without an image{LastLines(output)}");
    }

    private static string LastLines(BuildOutput output) =>
        output.Tail.Count == 0 ? "" : $"; its last output:\n  {string.Join("\n  ", output.Tail)}";
}
