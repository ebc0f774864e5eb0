using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>Builds come with the next commit of the engine client.</summary>
internal static class EngineBuild
{
    public static Task<string> BuildAsync(this ContainerEngine engine, DockerfileBuild build, CancellationToken ct) =>
        Task.FromException<string>(new ImageException(ImageFault.EngineFailed, build.Dockerfile, $"{engine.Description} is not asked to build yet"));
}
