using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>The page for the administrator that each package carries.</summary>
internal static class AdministratorReadme
{
    public static string Write(ServicePlan plan)
    {
        var engine = plan.Request.Engine == ServiceEngine.Docker ? "docker" : "podman";
        var paths = plan.Paths;
        return $"""
            # {plan.PackageName}

            {plan.Description}

            A service that runs a container image with {engine}. The image is part of this package; nothing is pulled.

            | what | where |
            |---|---|
            | start, stop, enable | systemctl start {paths.ServiceUnit} |
            | log | journalctl -u {paths.ServiceUnit} |
            | environment of the app, secrets too | {paths.EnvironmentFile} |
            | more arguments for {engine} run | {paths.EngineArgumentsFile} |
            | change the unit | systemctl edit {paths.ServiceUnit} |
            | the image | {paths.ImageFolder} |
            | why an image was not imported | journalctl -u {paths.ImageUnit} |

            The image is imported into {engine} at the first start, and again whenever it is missing there.
            Image: {plan.Image.Name.Reference} ({plan.Image.ConfigDigest})

            Upgrade: the new image is imported while the old container runs, then the service restarts once.
            Downgrade: dnf downgrade {plan.PackageName}; the older package brings its image.
            Erase: container and image go; edited configuration stays as .rpmsave; data and volumes are never removed.

            """;
    }
}
