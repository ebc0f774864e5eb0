using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Packaging.Text;
using RpmTasks.Testing;
using RpmTasks.Testing.Arguments;

namespace RpmTasks.Packaging.Tests.Text;

public sealed class ShellWordsTests
{
    [TestCase("", new string[0])]
    [TestCase("  \t ", new string[0])]
    [TestCase("-p 80:80 --env-file=/etc/nginx-environment", new[] { "-p", "80:80", "--env-file=/etc/nginx-environment" })]
    [TestCase("'a b' c", new[] { "a b", "c" })]
    [TestCase("\"a b\"'c d'e\\ f", new[] { "a bc de f" })]
    [TestCase("'' \"\"", new[] { "", "" })]
    [TestCase("\"\\\"\\\\\\$\\`\\n\"", new[] { "\"\\$`\\n" })]
    [TestCase("$HOME `id` *.txt ~", new[] { "$HOME", "`id`", "*.txt", "~" })]
    [TestCase("a\\\nb", new[] { "ab" })]
    [TestCase("\"a\\\nb\"", new[] { "ab" })]
    [TestCase("-e GREETING='Grüße, 世界'", new[] { "-e", "GREETING=Grüße, 世界" })]
    public void Words_are_split_as_a_shell_does(string text, string[] words) =>
        Assert.That(ShellWords.Split(text), Is.EqualTo(words));

    [TestCase("'a", "the ' at position 1 is never closed")]
    [TestCase("x \"a", "the \" at position 3 is never closed")]
    [TestCase("a\\", "it ends with a backslash")]
    public void What_a_shell_would_go_on_reading_is_refused(string text, string reason) =>
        Assert.That(() => ShellWords.Split(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(reason));

    [Test]
    public void Quoted_words_come_back_as_they_were() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<string[]>(),
            words =>
            {
                var expected = words.Select(word => (word ?? "").Replace("\0", "", StringComparison.Ordinal)).ToArray();
                return ShellWords.Split(string.Join(' ', expected.Select(ShellQuote.Word))).SequenceEqual(expected);
            }).QuickCheckThrowOnFailure();

    [TestCase("a 'b c' \"d \\\" e\" f\\ g '' x\"y\"'z'")]
    [TestCase("-v /srv/a:/b:ro --label=\"k=v w\" 'it'\\''s'")]
    public void The_shell_itself_splits_the_same(string text)
    {
        RealTool.Require("sh");
        var shell = RealTool.Run("sh", "-c", $"for word in {text}; do printf '%s\\n' \"$word\"; done");
        Assert.That(shell.Output.TrimEnd('\n').Split('\n'), Is.EqualTo(ShellWords.Split(text)));
    }

    /// <summary>Any quoting, in any mixture, and the shell itself as the judge of what it says.</summary>
    [Test]
    public void Lists_of_words_in_any_quoting_are_read_as_the_shell_reads_them([Values(1, 2)] int seed)
    {
        RealTool.Require("sh");
        var random = new Random(seed);
        var texts = ArgumentLists.Make(1000, seed).Select(words => (Words: words, Text: ShellText.Write(words, random))).ToList();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("lists"), "list() { printf '%s\\0' \"$#\" \"$@\"; }\n" + string.Concat(texts.Select(text => $"list {text.Text}\n")));

        var shell = RealTool.Run("sh", "-c", $"sh '{folder.File("lists")}' >'{folder.File("words")}'");

        Assert.That((shell.ExitCode, shell.All), Is.EqualTo((0, "")));
        Assert.That(
            File.ReadAllText(folder.File("words")).Split('\0')[..^1],
            Is.EqualTo(texts.SelectMany(text => ShellWords.Split(text.Text).Prepend($"{text.Words.Length}"))));
        Assert.That(texts.Select(text => ShellWords.Split(text.Text)), Is.EqualTo(texts.Select(text => text.Words)));
    }

    [Test]
    public void The_shell_reads_a_quoted_word_as_it_was() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonEmptyString>(),
            text =>
            {
                // Lone surrogates have no UTF-8, and the output ends at a NUL.
                var word = string.Concat(text.Get.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)));
                return RealTool.Run("sh", "-c", "printf %s " + ShellQuote.Word(word)).Output == word;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
}
