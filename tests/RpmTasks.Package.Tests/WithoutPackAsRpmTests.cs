using System.Security.Cryptography;

namespace RpmTasks.Package.Tests;

/// <summary>A reference alone changes nothing.</summary>
public sealed class WithoutPackAsRpmTests
{
    [Test]
    public void A_project_publishes_byte_for_byte_as_without_the_package()
    {
        using var project = UserProject.Web();
        Assert.That(project.Run("publish", "-o", project.Path("with")).ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty);
        Assert.That(Directory.GetDirectories(project.Path("obj"), "rpm", SearchOption.AllDirectories), Is.Empty);

        Directory.Delete(project.Path("obj"), recursive: true);
        Directory.Delete(project.Path("bin"), recursive: true);
        Assert.That(project.Run("publish", "-p:WithoutRpmTasks=true", "-o", project.Path("without")).ExitCode, Is.Zero);
        Assert.That(Contents(project.Path("with")), Is.EqualTo(Contents(project.Path("without"))));
    }

    private static string[] Contents(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(folder, file)
           orderby name
           select $"{name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}",
    ];
}
