using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Packaging.Scripts.Syntax;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Scripts;

/// <summary>The shells are the judges: what dash reads is never refused.</summary>
public sealed class ShellSyntaxTests
{
    private static readonly string[] Good =
    [
        "",
        "\n\n# only a comment",
        "echo hello",
        "echo 'a\nb' \"c\nd\" e\\\nf\n",
        "if true; then echo a; elif false; then echo b; else echo c; fi",
        "if (true) then { echo a; } fi",
        "while read -r line; do echo \"$line\"; done </etc/passwd 2>/dev/null",
        "until [ -e /x ]\ndo sleep 1\ndone &",
        "for a in 1 2 3; do echo $a; done",
        "for a\ndo echo $a; done",
        "for a; do echo $a; done",
        "case $1 in 1) echo first ;; 2|3) echo more ;; (*) ;; esac",
        "case \"$1\" in\n[0-9]*) echo number\n;;\n*) echo other\nesac",
        "case x in esac",
        "f() { echo in f; }\nf; g() (echo sub)\nh ()\n{\n:\n}",
        "! grep -q x /etc/passwd && echo no || echo yes | cat",
        "a=1 b=\"$2\" c='x y' env",
        "cat <<EOF\nhello $USER $(id -u) `id` ${HOME:-none}\nEOF",
        "cat <<'EOF'\n$( ` ${ ' \"\nEOF\n",
        "cat <<-EOF >/dev/null && echo ok\n\tindented\n\tEOF",
        "cat <<A; cat <<B\na\nA\nb\nB\n",
        "x=$(cat <<EOF\nbody )\nEOF\n)",
        "echo $((1 + (2 * 3))) $(( $(id -u) + ${#HOME} ))",
        "echo ${a:-\"b c\"} ${a%'*'} ${a##*/} ${#} ${#a} $# $$ $! ${1} \"${a:+'x'}\"",
        "echo `echo \\`echo nested\\`` \"`echo \"quoted\"`\"",
        "echo $(case x in (x) echo y;; esac)",
        "exec 3>&1 2>&- <>/dev/null >|/dev/null >>/dev/null",
        "echo if then fi done; echo }",
        "{ echo a; }; (echo b)",
        "[ \"$1\" -eq 0 ] || exit 0",
        "set -e; trap 'echo bye' EXIT",
        "printf '%s\\n' \"$@\" # comment ' with quote",
        "echo a\\",
        "echo %{name} %%{version} $(echo %n)",
        "cat <<EOF\nnever ended",
    ];

    private static readonly string[] Bad =
    [
        "if true; then echo a",
        "if true; echo a; fi",
        "if; then :; fi",
        "fi",
        "then",
        "while true; do echo a",
        "while true; echo a; done",
        "for a in b; echo; done",
        "for a in b do echo; done",
        "case x in a) echo",
        "case x in a echo;; esac",
        "case x a) ;; esac",
        "( echo a",
        "echo a )",
        "{ echo a",
        "}",
        "()",
        "{}}; }",
        "echo 'open",
        "echo \"open",
        "echo \"open $(echo 'x)\"",
        "echo `open",
        "echo $(open",
        "echo $((1 + 2",
        "echo ${open",
        "a && ",
        "| cat",
        "a ||",
        "&& a",
        "a ; ; b",
        "a &; b",
        "echo >",
        "echo > ;",
        "cat <<\n",
        "cat << ;",
        "f() ",
        "function f { echo; }\nif",
        "echo a;; b",
        "done",
        "esac",
        "if true; then\nelse\n:\nfi",
        "if true; then :; else fi",
    ];

    [TestCaseSource(nameof(Good))]
    public void What_is_shell_is_accepted(string script)
    {
        Assert.That(Shell("dash", script), Is.True, "dash");
        Assert.That(Shell("bash", script), Is.True, "bash");
        Assert.That(ShellSyntax.FindFault(script), Is.Null);
    }

    [TestCaseSource(nameof(Bad))]
    public void What_is_none_is_refused(string script)
    {
        Assert.That(Shell("dash", script), Is.False, "dash");
        Assert.That(Shell("bash", script), Is.False, "bash");
        Assert.That(ShellSyntax.FindFault(script), Is.Not.Null);
    }

    /// <summary>What bash lets pass, even in its POSIX mode; on a host whose /bin/sh is another, the script would not run.</summary>
    [TestCase("for 1a in b; do :; done")]
    [TestCase("1f() { :; }")]
    [TestCase("a-b() { :; }")]
    [TestCase("eval() { :; }")]
    [TestCase("a=(1 2)")]
    [TestCase("cat <<EOF\n$(echo\nEOF\n")]
    [TestCase("! ! true")]
    public void What_only_bash_reads_is_refused(string script)
    {
        Assert.That(Shell("dash", script), Is.False, "dash");
        Assert.That(Shell("bash", script), Is.True, "bash");
        Assert.That(ShellSyntax.FindFault(script), Is.Not.Null);
    }

    [TestCase("if true; then\n  echo a\n", 3, "'fi' is missing before the end")]
    [TestCase("echo a\nwhile true; do\n  echo b\nfi\n", 4, "'done' is missing before 'fi'")]
    [TestCase("echo a\necho 'b\nc\nd", 2, "the ' is never closed")]
    [TestCase("echo a\necho \"b\nc\nd", 2, "the \" is never closed")]
    [TestCase("\necho `date\nc\nd", 2, "the ` is never closed")]
    [TestCase("echo a &&\n", 2, "the end is unexpected")]
    [TestCase("case x in\na echo ;;\nesac", 2, "')' is missing before 'echo'")]
    [TestCase("cat >\nfoo", 1, "the end of the line is unexpected")]
    [TestCase("a\n1f() { :; }", 2, "'1f' cannot name a function")]
    [TestCase("for 1 in a; do :; done", 1, "'for' needs the name of a variable")]
    [TestCase("echo ${a\nb", 2, "'}' of a '${' is missing")]
    [TestCase("echo $((1\n", 2, "'))' is missing")]
    public void The_line_and_what_is_missing_are_said(string script, int line, string message) =>
        Assert.That(ShellSyntax.FindFault(script), Is.EqualTo(new ShellFault(line, message)));

    [Test]
    public void Nothing_that_dash_reads_is_refused()
    {
        RealTool.Require("dash");
        var (accepted, refused, passed) = (0, 0, 0);
        foreach (var script in Mutations(3000))
        {
            var isShell = Shell("dash", script);
            var fault = ShellSyntax.FindFault(script);
            if (isShell)
                Assert.That(fault, Is.Null, () => $"dash reads this:\n{script}");
            _ = isShell ? accepted++ : fault is not null ? refused++ : passed++;
        }

        Assert.That(accepted, Is.GreaterThan(500));
        Assert.That(refused, Is.GreaterThan(500));
        Assert.That(passed, Is.LessThan(30), "what dash refuses is refused; versions of dash differ in little");
    }

    /// <summary>No text, however hostile, makes it throw or hang.</summary>
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Any_text_has_an_answer() => Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
    {
        _ = ShellSyntax.FindFault(text);
        return true;
    });

    [TestCase("(")]
    [TestCase("$(")]
    [TestCase("${a-")]
    [TestCase("$((")]
    [TestCase("if ")]
    [TestCase("\"$(")]
    public void Deep_nesting_ends(string opening) =>
        Assert.That(() => ShellSyntax.FindFault(string.Concat(Enumerable.Repeat(opening, 30_000))), Throws.Nothing);

    private static readonly string[] Pieces =
    [
        "echo a", "x=1", " ", " ", ";", "\n", "&", "&&", "||", "|", "(", ")", "{ ", "; }", "if ", "; then ", "; elif ", "; else ", "; fi",
        "while ", "until ", "; do ", "; done", "for a in b", "case a in ", "a) ", " ;; ", " esac", "'", "\"", "`", "\\", "$", "$(", "${a", "${a:-", "${a%", "${#",
        "}", "$((", "))", "<", ">", ">&", "2>", "<<E\n", "<<'E'\n", "<<-E\n", "\nE\n", "\tE\n", "#", "!", "! ", "f()", "in", "*", "=", "é", "\t", "%{a}", "~", "0",
    ];

    /// <summary>Good scripts with pieces taken out, put in and put in place of others, and random ones of the same pieces; always the same.</summary>
    private static IEnumerable<string> Mutations(int count)
    {
        var random = new System.Random(42);
        for (var i = 0; i < count; i++)
        {
            if (i % 3 == 0)
            {
                yield return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
                continue;
            }

            var script = Good[random.Next(Good.Length)];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(script.Length + 1);
                var cut = Math.Min(random.Next(3), script.Length - at);
                script = script[..at] + (random.Next(3) > 0 ? Pieces[random.Next(Pieces.Length)] : "") + script[(at + cut)..];
            }

            yield return script;
        }
    }

    private static bool Shell(string shell, string script)
    {
        RealTool.Require(shell);
        string[] options = shell == "bash" ? ["--posix", "-n"] : ["-n"];
        return RealTool.Run(shell, [.. options, "-c", script, "test"]).ExitCode == 0;
    }
}
