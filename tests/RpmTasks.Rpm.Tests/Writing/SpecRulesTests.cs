using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Rpm.Tests.Writing;

internal sealed class SpecRulesTests
{
    private static readonly RpmSpec Spec = Specs.Minimal;
    private static readonly RpmFile File = Specs.Text("/a", "a");

    private static IEnumerable<TestCaseData> Identities()
    {
        foreach (var name in new[] { "", "-a", ".a", "a b", "ä", "a/b", "a\n", "a..b", "a~b" })
            yield return Case(Spec with { Name = name }, $"'{name}'", $"name '{name}'");
        foreach (var version in new[] { "", "1-2", "1 2", "1:2", "1..2", "1\n", "%{v}" })
        {
            yield return Case(Spec with { Version = version }, $"'{version}'", $"version '{version}'");
            yield return Case(Spec with { Release = version }, $"'{version}'", $"release '{version}'");
        }

        yield return Case(Spec with { Architecture = "amd64" }, "amd64");
        yield return Case(Spec with { BuildTime = -1 }, "build time");
        yield return Case(Spec with { BuildTime = 1L << 32 }, "build time");
        yield return Case(Spec with { Compression = PayloadCompression.Zstd(23) }, "level 23");
        yield return Case(Spec with { Compression = PayloadCompression.Gzip(0) }, "level 0");
    }

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case(Spec with { Summary = "" }, "summary");
        yield return Case(Spec with { Summary = "a\nb" }, "summary");
        yield return Case(Spec with { License = " " }, "licence");
        yield return Case(Spec with { Url = "http://x\0y" }, "URL");
        yield return Case(Spec with { Vendor = "\ud800" }, "vendor");
        yield return Case(Spec with { BuildHost = "" }, "build host");
        yield return Case(Spec with { Description = "a\0b" }, "description");
        yield return Case(Spec with { Description = "a\r\nb" }, "carriage return");
        yield return Case(Spec with { Changelog = [new(new DateOnly(1969, 1, 1), "a", "b")] }, "1969");
        yield return Case(Spec with { Changelog = [new(new DateOnly(2024, 1, 1), "", "b")] }, "author");
        yield return Case(Spec with { Scriptlets = [new(ScriptletKind.PreInstall, "a\r\n")] }, "PreInstall");
        yield return Case(Spec with { Scriptlets = [new(ScriptletKind.PreInstall, "a", "sh")] }, "'sh'");
        yield return Case(Spec with { Scriptlets = [new(ScriptletKind.PreInstall, "a"), new(ScriptletKind.PreInstall, "b")] }, "2 scriptlets");
        yield return Case(Spec with { Dependencies = [new(DependencyKind.Requires, "a b")] }, "'a b'");
        yield return Case(Spec with { Dependencies = [new(DependencyKind.Provides, "a", Sense.Any, "1")] }, "comparison");
        yield return Case(Spec with { Dependencies = [new(DependencyKind.Provides, "(a or b)")] }, "'(a or b)'");
        yield return Case(Spec with { Dependencies = [new(DependencyKind.Requires, "(a or b)", Sense.Equal, "1")] }, "'(a or b)'");
    }

    private static IEnumerable<TestCaseData> Files()
    {
        foreach (var path in new[] { "", "a", "/", "/a/", "//a", "/a//b", "/a/./b", "/a/../b", "/..", "/a\0b", "/a\nb", "/\udc00", "/" + new string('a', 4094) })
            yield return Case(With(File with { Path = path }), $"'{path}'", $"path of {path.Length}: {path[..Math.Min(path.Length, 9)]}");
        yield return Case(With(File, File), "twice");
        yield return Case(With(File, Specs.Directory("/a", 0)), "twice");
        yield return Case(With(File, Specs.Text("/a/b/c", "")), "below '/a'");
        yield return Case(With(Specs.Link("/a", "x"), Specs.Text("/a/b", "")), "below '/a'");
        yield return Case(With(File with { Mode = 0x1000 }), "mode");
        yield return Case(With(File with { Mode = -1 }), "mode");
        yield return Case(With(File with { Owner = "" }), "owner");
        yield return Case(With(File with { Group = "a:b" }), "'a:b'");
        yield return Case(With(File with { Content = null }), "no content");
        yield return Case(With(File with { Flags = FileFlags.Ghost }), "has content");
        yield return Case(With(Specs.Directory("/d", 0) with { Content = Content.FromText("") }), "has content");
        yield return Case(With(File with { Content = new Content(-1, () => Stream.Null) }), "-1 bytes");
        yield return Case(With(Specs.Directory("/d", 0) with { Flags = FileFlags.Config }), "is a directory");
        yield return Case(With(File with { Flags = FileFlags.NoReplace }), "noreplace");
        yield return Case(With(File with { LinkTarget = "x" }), "no symbolic link");
        yield return Case(With(Specs.Link("/l", "")), "target");
        yield return Case(With(Specs.Link("/l", "a\0b")), "target");
        yield return Case(With(Specs.Link("/l", new string('a', 4096))), "target");
    }

    [TestCaseSource(nameof(Identities))]
    [TestCaseSource(nameof(Texts))]
    [TestCaseSource(nameof(Files))]
    public void Refuses(RpmSpec spec, string reason) => Assert.That(
        () => Packages.Write(spec),
        Throws.InstanceOf<RpmSpecException>().With.Property(nameof(RpmSpecException.Problems)).Some.Contains(reason));

    [Test]
    public void Tells_everything_that_is_wrong_at_once()
    {
        var spec = With(File with { Path = "a", Mode = -1 }, Specs.Link("/l", "")) with { Name = "-", Version = "", Summary = "" };

        var refused = Assert.Throws<RpmSpecException>(() => Packages.Write(spec))!;

        Assert.That(refused.Problems, Has.Count.EqualTo(6));
        Assert.That(refused.Problems, Has.All.Matches<string>(problem => problem is not null && refused.Message.Contains(problem) && problem.EndsWith('.')));
    }

    [Test]
    public void Takes_the_longest_path_and_what_is_odd_but_sound()
    {
        var spec = With(
            Specs.Text("/" + new string('a', 4093), "x"),
            Specs.Text("/...", "x"),
            Specs.Text("/a\\b", "x"),
            Specs.Directory("/d", 0b001_000_000_000) with { Flags = FileFlags.Ghost },
            Specs.Text("/d/e", "x") with { Flags = FileFlags.Config | FileFlags.MissingOk });

        Assert.That(Packages.Verify(Packages.Write(spec)), Is.Empty);
    }

    private static RpmSpec With(params RpmFile[] files) => Spec with { Files = [.. files] };

    private static TestCaseData Case(RpmSpec spec, string reason, string? name = null) =>
        new TestCaseData(spec, reason).SetName($"Refuses {(name ?? reason).Replace('\0', '0').Replace('\n', 'n').Replace('\udc00', '?')}");
}
