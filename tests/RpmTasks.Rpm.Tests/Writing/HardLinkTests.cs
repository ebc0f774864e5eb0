using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Writing;

/// <summary>Hard links: the order in which rpm takes them for what they are, and not for empty files.</summary>
internal sealed class HardLinkTests
{
    private static readonly RpmFile Small = Specs.Text("/usr/lib/o/b", "small\n");
    private static readonly RpmFile Large = Specs.Bytes("/usr/lib/o/large", Specs.Noise(2_000_000));

    private static readonly RpmSpec Spec = Specs.Minimal with
    {
        Files =
        [
            Specs.Directory("/usr/lib/o", 0b111_101_101), Small, Large, Specs.Text("/usr/lib/o/n", "alone\n"),
            Small with { Path = "/usr/lib/o/a", HardLinkOf = Small.Path }, Small with { Path = "/usr/lib/o/z", HardLinkOf = Small.Path },
            Large with { Path = "/usr/lib/o/m", HardLinkOf = Large.Path },
        ],
    };

    [Test]
    public void Rpm_installs_one_file_under_all_its_names()
    {
        RealTool.Require("rpm", "stat");
        RealTool.RequireRoot();
        using var folder = new TemporaryFolder();
        var root = new InstalledRoot(folder);

        var install = root.Install(Packages.WriteTo(folder, Spec));

        Assert.That(install.ExitCode, Is.Zero, install.All);
        string[] names = ["a", "b", "large", "m", "n", "z"];
        var stats = names.Select(name => RealTool.Run("stat", "-c", "%i %h %s", root.At("/usr/lib/o/" + name)).Output.Trim()).ToArray();
        Assert.That(stats.Select(stat => stat[(stat.IndexOf(' ', StringComparison.Ordinal) + 1)..]), Is.EqualTo(["3 6", "3 6", "2 2000000", "2 2000000", "1 6", "3 6"]));
        Assert.That(stats.Distinct().ToList(), Has.Count.EqualTo(3));
        Assert.That(File.ReadAllBytes(root.At("/usr/lib/o/m")), Is.EqualTo(Specs.Noise(2_000_000)));
        Assert.That(File.ReadAllText(root.At("/usr/lib/o/a")), Is.EqualTo("small\n"));
        var verify = root.Verify("orders");
        Assert.That((verify.ExitCode, verify.All), Is.EqualTo((0, "")));
    }

    [Test]
    public void The_package_is_sound_and_counts_each_file_once()
    {
        var bytes = Packages.Write(Spec);

        Assert.That(Packages.Verify(bytes), Is.Empty);
        using var stream = new MemoryStream(bytes);
        var package = RpmReader.Read(stream);
        Assert.That(package.Main.Get(Tags.Size), Is.EqualTo([2_000_012u]));
        Assert.That(package.ReadDependencies(DependencyKind.Requires).Select(dependency => dependency.Name), Does.Contain("rpmlib(PartialHardlinkSets)"));
        Assert.That(bytes, Has.Length.LessThan(1_100_000), "a large content is there once");
    }

    [Test]
    public void A_further_name_must_be_of_the_same_file()
    {
        RpmFile[] wrong =
        [
            Small with { Path = "/x", HardLinkOf = "/nothing" },
            Small with { Path = "/x", HardLinkOf = "/x" },
            Small with { Path = "/x", HardLinkOf = Small.Path, Mode = 0 },
            Large with { Path = "/x", HardLinkOf = Small.Path },
            Small with { Path = "/x", HardLinkOf = "/usr/lib/o" },
            Small with { Path = "/x", HardLinkOf = "/usr/lib/o/a" },
        ];

        foreach (var file in wrong)
        {
            var problems = Assert.Throws<RpmSpecException>(() => Packages.Write(Spec with { Files = Spec.Files.Add(file) }))!.Problems;
            Assert.That(problems, Has.Some.Contains("'/x' is no further name"));
        }
    }
}
