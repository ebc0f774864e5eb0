using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Images.Engine.BuildContext;
using RpmTasks.Images.Model;

using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace RpmTasks.Images.Tests.Engine.BuildContext;

internal sealed class DockerIgnoreTests
{
    [TestCase("a", "a", true)]
    [TestCase("a", "b", false)]
    [TestCase("a", "a/b/c", true, Description = "what lies below a match is excluded")]
    [TestCase("a", "b/a", false, Description = "patterns start at the context, unlike .gitignore's")]
    [TestCase("a", "A", false)]
    [TestCase("/a", "a", true)]
    [TestCase("a/", "a", true)]
    [TestCase("./a", "a", true)]
    [TestCase("x/../a", "a", true)]
    [TestCase("../a", "a", false)]
    [TestCase("/../a", "a", true)]
    [TestCase("a//b", "a/b", true)]
    [TestCase(".", "a", false)]
    [TestCase("/", "a", false)]
    [TestCase("  a \t", "a", true)]
    [TestCase("a\r", "a", true)]
    [TestCase("\uFEFFa", "a", true)]
    [TestCase("# a", "a", false)]
    [TestCase(" # a", "# a", true, Description = "a comment starts at the line's first character")]
    [TestCase("*", "a/b", true)]
    [TestCase("*/b", "a/b", true)]
    [TestCase("*/b", "b", false)]
    [TestCase("*/b", "a/a/b", false)]
    [TestCase("*/temp*", "somedir/temporary.txt", true)]
    [TestCase("*/*/temp*", "somedir/subdir/temporary.txt", true)]
    [TestCase("temp?", "tempa", true)]
    [TestCase("temp?", "temp", false)]
    [TestCase("a?b", "a/b", false)]
    [TestCase("a?b", "a\U0001F600b", true)]
    [TestCase("**", "a/b", true)]
    [TestCase("**/*.go", "main.go", true)]
    [TestCase("**/*.go", "a/b/main.go", true)]
    [TestCase("**/bin", "bin", true)]
    [TestCase("**/bin", "a/bin/x", true)]
    [TestCase("**/bin", "a/robin", false)]
    [TestCase("**bin", "a/robin", true)]
    [TestCase("a/**", "a/b/c", true)]
    [TestCase("a/**", "a", false)]
    [TestCase("a/**/c", "a/c", true)]
    [TestCase("a/**/c", "a/b/b/c", true)]
    [TestCase("a/**/c", "a/bc", false)]
    [TestCase("a**/c", "a/b/c", true)]
    [TestCase("a**/b/c", "ab/c", true, Description = "a slash after ** may be missing")]
    [TestCase("[abc]", "b", true)]
    [TestCase("[a-c]x", "bx", true)]
    [TestCase("[^a-c]x", "bx", false)]
    [TestCase("[^a-c]x", "dx", true)]
    [TestCase("[!a]x", "!x", true, Description = "! does not negate")]
    [TestCase("[\\]]", "]", true)]
    [TestCase("[a\\-c]", "b", false)]
    [TestCase("[a\\-c]", "-", true)]
    [TestCase("[[]", "[", true)]
    [TestCase("a]", "a]", true)]
    [TestCase(@"\*", "*", true)]
    [TestCase(@"\*", "a", false)]
    [TestCase(@"\d", "7", false)]
    [TestCase("a(b)|c.d+{1}$^", "a(b)|c.d+{1}$^", true)]
    [TestCase("a.c", "abc", false)]
    [TestCase("a b", "a b", true)]
    [TestCase("*\n!a", "a", false)]
    [TestCase("*\n!a", "a/b", false)]
    [TestCase("*\n!a/b", "a/b/c", false)]
    [TestCase("*\n!a/b", "a/c", true)]
    [TestCase("*\n! a", "a", false)]
    [TestCase("*\n!/a", "a", false)]
    [TestCase("!a\n*", "a", true, Description = "the last match decides")]
    [TestCase("*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true)]
    [TestCase("*.md\n!README*.md\nREADME-secret.md", "README-other.md", false)]
    [TestCase("a\n!a/b\na/b/c", "a/b/c", true)]
    [TestCase("*\n!**/*.cs", "x/y.cs", false)]
    [Platform(Exclude = "Win")]
    public void A_path_is_decided_as_Docker_decides_it(string ignore, string path, bool excluded) =>
        Assert.That(Excluded(Parse(ignore), path), Is.EqualTo(excluded));

    [TestCase("a\n!")]
    [TestCase("a\n  ! ")]
    [TestCase("a\n[b")]
    [TestCase("a\n[]")]
    [TestCase("a\n[]b]")]
    [TestCase("a\n[b\\")]
    [TestCase("a\n[c-a]")]
    [TestCase("a\n[-a]")]
    [TestCase("a\n[a-]")]
    [TestCase("a\n[^]")]
    public void A_line_that_is_no_pattern_is_named(string ignore)
    {
        var e = Assert.Throws<ImageException>(() => DockerIgnore.Parse(ignore, "/x/.dockerignore"));

        Assert.That((e!.Fault, e.Subject), Is.EqualTo((ImageFault.BuildFailed, "/x/.dockerignore")));
        Assert.That(e.Detail, Does.Contain("line 2").And.Not.Contain("\n"));
    }

    [Property(MaxTest = 2000)]
    public Property Decisions_agree_with_a_matcher_that_tries_everything() => Prop.ForAll(Ignores.ToArbitrary(), Paths.ToArbitrary(), (lines, path) =>
        (Excluded(Parse(string.Join('\n', lines)), path) == SlowIgnore.Excludes(lines, path)).Label($"{string.Join(" | ", lines)} on {path}"));

    [Property(MaxTest = 2000)]
    public Property A_folder_is_passed_over_only_when_nothing_in_it_comes_back() => Prop.ForAll(Ignores.ToArbitrary(), Paths.ToArbitrary(), (lines, path) =>
    {
        var ignore = Parse(string.Join('\n', lines));
        var folder = Path.GetDirectoryName(path)!;
        return (folder.Length == 0 || !Excluded(ignore, folder) || ignore.MayIncludeBelow(folder) || Excluded(ignore, path)).Label($"{string.Join(" | ", lines)} on {path}");
    });

    [Property(MaxTest = 1000)]
    public Property Any_text_is_a_list_of_patterns_or_refused_by_our_exception() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        try
        {
            Excluded(Parse(text ?? ""), "a/b");
            return true;
        }
        catch (ImageException e)
        {
            return e.Fault == ImageFault.BuildFailed;
        }
    });

    private static Gen<string> Paths { get; } = Gen.Elements("a", "b", "ab", "aab", ".a").NonEmptyListOf().Select(names => string.Join('/', names.Take(4)));

    private static Gen<string[]> Ignores { get; } =
        (from not in Gen.Elements("", "", "!")
         from pieces in Gen.Elements("a", "b", "*", "**", "?", "/", ".a").NonEmptyListOf()
         select not + string.Concat(pieces.Take(6))).ListOf(3).Select(lines => lines.ToArray());

    private static DockerIgnore Parse(string text) => DockerIgnore.Parse(text, ".dockerignore");

    private static bool Excluded(DockerIgnore ignore, string path)
    {
        var verdict = ignore.Root;
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            verdict = ignore.Decide(verdict, path[..slash]);
        return ignore.Decide(verdict, path).Excluded;
    }
}
