using System.Security.Cryptography;

using RpmTasks.Testing;

namespace RpmTasks.Package.Tests;

/// <summary>A reference alone changes nothing.</summary>
public sealed class WithoutPackAsRpmTests
{
    [Test]
    public void A_project_publishes_byte_for_byte_as_without_the_package()
    {
        using var output = new TemporaryFolder();
        using var project = UserProject.Web();
        Assert.That(project.Run("publish", "-o", output.File("with")).ExitCode, Is.Zero);
        Assert.That(project.Rpms, Is.Empty);
        Assert.That(Directory.GetDirectories(project.Path("obj"), "rpm", SearchOption.AllDirectories), Is.Empty);

        Directory.Delete(project.Path("obj"), recursive: true);
        Directory.Delete(project.Path("bin"), recursive: true);
        Assert.That(project.Run("publish", "-p:WithoutRpmTasks=true", "-o", output.File("without")).ExitCode, Is.Zero);
        Assert.That(Contents(output.File("with")), Is.EqualTo(Contents(output.File("without"))).And.Not.Empty);
    }

    private static string[] Contents(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(folder, file)
           orderby name
           select $"{name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}",
    ];
}
