using System.Text.Json;

using RpmTasks.Benchmarks.Projects;
using RpmTasks.Testing;

namespace RpmTasks.Benchmarks.Hosts;

/// <summary>
/// The package that was made before there was RpmTasks: the saved image of the same service, and a unit that loads it at each start and
/// removes it at each stop.
/// </summary>
internal static class Ancestor
{
    /// <param name="ours">A package of RpmTasks, whose image it takes.</param>
    /// <returns>The path of the package "saved".</returns>
    public static string Pack(TemporaryFolder folder, string ours)
    {
        var root = Directory.CreateDirectory(folder.File("unpacked")).FullName;
        Command.Do("sh", "-ec", "cd \"$1\"; rpm2cpio \"$2\" | cpio --quiet -idm", "sh", root, ours);
        var image = Path.Combine(root, "usr/share/orders/image");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(image, "manifest.json")));
        var reference = manifest.RootElement[0].GetProperty("RepoTags")[0].GetString()!;
        var archive = folder.File("image.tar");
        Command.Do("tar", "--create", $"--file={archive}", $"--directory={image}", ".");

        using var saved = new SavedImage(folder.File("saved"), archive, reference, Unit(reference));
        Command.Do(saved.Pack(folder.File("saved-output")));
        return SavedImage.Package(folder.File("saved-output"));
    }

    private static string Unit(string reference) => $"""
        [Unit]
        Requires=docker.service
        After=docker.service

        [Service]
        ExecStartPre=/usr/bin/docker load --quiet --input {SavedImage.ArchivePath}
        ExecStart=/usr/bin/docker run --rm --name saved --publish 8080:8080 {reference}
        ExecStop=/usr/bin/docker stop saved
        ExecStopPost=-/usr/bin/docker rmi --force {reference}
        TimeoutStartSec=15min

        """;
}
