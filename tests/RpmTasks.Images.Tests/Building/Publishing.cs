using RpmTasks.Images.Composition;
using RpmTasks.Images.Model;
using RpmTasks.Images.Sources;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Building;

/// <summary>A publish folder that a test makes, and the app's image of it.</summary>
internal static class Publishing
{
    public static readonly AppSettings Settings = new() { Created = 1_700_000_000, PackagesModified = 1_600_000_000, CreatedBy = "test" };

    public static ContainerImage Scratch => ScratchImage.For(Reading.Amd64);

    public static AppFile Publish(this TemporaryFolder folder, string path, string text, bool fromPackage = false, bool executable = false)
    {
        var source = folder.File("publish", path);
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllText(source, text);
        return new AppFile(source, path, fromPackage, executable);
    }

    public static ContainerImage Compose(this TemporaryFolder folder, IReadOnlyList<AppFile> files, AppSettings? settings = null, ContainerImage? on = null) =>
        AppImage.Compose(on ?? Scratch, files, settings ?? Settings, folder.File("spool"), CancellationToken.None);
}
