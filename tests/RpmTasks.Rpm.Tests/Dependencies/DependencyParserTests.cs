using RpmTasks.Rpm.Dependencies;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Dependencies;

internal sealed class DependencyParserTests
{
    private const DependencyKind Requires = DependencyKind.Requires;

    [TestCase("is24-docker", "is24-docker", Sense.Any, "")]
    [TestCase(" nginx ", "nginx", Sense.Any, "")]
    [TestCase("nginx >= 1.20", "nginx", Sense.Greater | Sense.Equal, "1.20")]
    [TestCase("nginx\t<=   1:1.20-3.el9", "nginx", Sense.Less | Sense.Equal, "1:1.20-3.el9")]
    [TestCase("nginx < 1.20~rc1^git5", "nginx", Sense.Less, "1.20~rc1^git5")]
    [TestCase("nginx > 1", "nginx", Sense.Greater, "1")]
    [TestCase("nginx = 1", "nginx", Sense.Equal, "1")]
    [TestCase("nginx == 1", "nginx", Sense.Equal, "1")]
    [TestCase("/usr/bin/python3", "/usr/bin/python3", Sense.Any, "")]
    [TestCase("font(:lang=en)", "font(:lang=en)", Sense.Any, "")]
    [TestCase("container-layer(sha256:00ff) = 1", "container-layer(sha256:00ff)", Sense.Equal, "1")]
    [TestCase("libc.so.6(GLIBC_2.34)(64bit)", "libc.so.6(GLIBC_2.34)(64bit)", Sense.Any, "")]
    [TestCase("(a >= 1 or b)", "(a >= 1 or b)", Sense.Any, "")]
    [TestCase("( a  >=  1   or ( b  and c(x) ) )", "(a >= 1 or (b and c(x)))", Sense.Any, "")]
    [TestCase("(a if b else c)", "(a if b else c)", Sense.Any, "")]
    public void Reads(string text, string name, Sense flags, string version) =>
        Assert.That(DependencyParser.Parse(Requires, text), Is.EqualTo(new RpmDependency(Requires, name, flags, version)));

    [TestCase("", "empty")]
    [TestCase("   ", "empty")]
    [TestCase("-nginx", "begins with")]
    [TestCase("nginx >=", "expected a name")]
    [TestCase("nginx 1.20", "expected a name")]
    [TestCase("nginx >= 1.20, mariadb", "expected a name")]
    [TestCase("nginx,", "','")]
    [TestCase("nginx => 1 2", "expected a name")]
    [TestCase("nginx ~= 1", "none of")]
    [TestCase("nginx>=1.20", "blanks belong")]
    [TestCase("nginx >= 1-2-3", "not a version")]
    [TestCase("nginx >= -1", "not a version")]
    [TestCase("nginx >= 1:", "not a version")]
    [TestCase("nginx >= a:1", "not a version")]
    [TestCase("nginx >= 1.2!", "not a version")]
    [TestCase("lib%{name}", "'%'")]
    [TestCase("a\u0001", "U+0001")]
    [TestCase("/usr/bin/x = 1", "file name")]
    [TestCase("(a", "missing")]
    [TestCase("(a or", "begins with")]
    [TestCase("(a or)", "begins with")]
    [TestCase("()", "begins with")]
    [TestCase("(a or b) c", "follows")]
    [TestCase("(a xor b)", "none of")]
    [TestCase("(a or b and c)", "cannot follow")]
    [TestCase("(a without b without c)", "cannot follow")]
    [TestCase("(a else b)", "cannot follow")]
    [TestCase("(a if b if c)", "cannot follow")]
    [TestCase("(a >= or b)", "none of")]
    [TestCase("(a >= 1-2-3 or b)", "not a version")]
    public void Refuses_with_a_reason(string text, string reason)
    {
        Assert.That(
            () => DependencyParser.Parse(Requires, text),
            Throws.InstanceOf<FormatException>().With.Message.Contains(reason).And.Message.Not.Contains("is not a dependency").And.Message.Not.EndsWith("."));
        Assert.That(DependencyParser.TryParse(Requires, text, out _), Is.False);
    }

    [TestCase(DependencyKind.Provides, false)]
    [TestCase(DependencyKind.Obsoletes, false)]
    [TestCase(DependencyKind.Conflicts, true)]
    [TestCase(DependencyKind.Supplements, true)]
    public void Takes_expressions_where_rpm_does(DependencyKind kind, bool isTaken) =>
        Assert.That(DependencyParser.TryParse(kind, "(a and b)", out _), Is.EqualTo(isTaken));

    [Test]
    public void Refuses_parentheses_that_would_exhaust_the_stack() =>
        Assert.That(() => DependencyParser.Parse(Requires, new string('(', 100_000)), Throws.InstanceOf<FormatException>().With.Message.Contains("deep"));

    /// <summary>What is printed is read again as the same, and rpmspec, asked once for all, reads it as we do.</summary>
    [TestCase(Requires)]
    [TestCase(DependencyKind.Conflicts)]
    [TestCase(DependencyKind.Supplements)]
    public void Any_sound_dependency_is_read_as_rpm_reads_it(DependencyKind kind)
    {
        RealTool.Require("rpmspec");
        var random = new Random(7);
        var texts = Enumerable.Range(0, 2000).Select(i => i % 2 == 0 ? Simple(random) : Rich(random, 2)).Distinct()
            .Where(text => DependencyParser.TryParse(kind, text, out _))
            .ToList();
        Assert.That(texts, Has.Count.GreaterThan(500));
        var tag = kind.ToString().ToUpperInvariant().TrimEnd('S');

        var answer = Ask(string.Concat(texts.Select(text => $"{kind}: {text}\n")), $@"[%{{{tag}NAME}}|%{{{tag}FLAGS}}|%{{{tag}VERSION}}\n]");

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        var parsed = texts.Select(text => DependencyParser.Parse(kind, text)).ToList();
        Assert.That(
            parsed.Select(dependency => $"{dependency.Name}|{(int)dependency.Flags}|{dependency.Version}").Distinct(),
            Is.EquivalentTo(answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("rpmlib(", StringComparison.Ordinal)).Distinct()));
        Assert.That(parsed.Select(dependency => DependencyParser.Parse(kind, Print(dependency))), Is.EqualTo(parsed));
    }

    /// <summary>The lines that rpmspec points at when it is asked about one expression at a time.</summary>
    [Test]
    public void What_rpm_does_not_nest_is_refused([Values(Requires, DependencyKind.Conflicts, DependencyKind.Recommends, DependencyKind.Enhances)] DependencyKind kind)
    {
        RealTool.Require("rpmspec");
        var random = new Random(11);
        foreach (var text in Enumerable.Range(0, 60).Select(_ => Rich(random, 2)))
            Assert.That(DependencyParser.TryParse(kind, text, out var _), Is.EqualTo(Ask($"{kind}: {text}\n", "").ExitCode == 0), text);
    }

    private static ToolResult Ask(string lines, string format)
    {
        using var folder = new TemporaryFolder();
        var spec = folder.File("x.spec");
        File.WriteAllText(spec, $"Name: x\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\n{lines}%description\nx\n");
        return RealTool.Run("rpmspec", "-q", "--qf", format, spec);
    }

    private static string Simple(Random random)
    {
        var name = One(random, "nginx", "lib_x", "9base", "/usr/bin/python3", "perl(A::B)", "libc.so.6(GLIBC_2.34)(64bit)", "font(:lang=en)", "config(x)", "a+b-c.d");
        var comparison = One(random, "", "", "<", "<=", "=", ">=", ">");
        if (comparison.Length == 0 || name.StartsWith('/'))
            return name;
        var epoch = One(random, "", "", "0:", "1:", "4294967295:");
        var version = One(random, "1", "1.20", "2.0~rc.1", "2.0^git5", "1.0+x_y", "a", "00");
        return $"{name} {comparison} {epoch}{version}{One(random, "", "-1", "-4.110.el9", "-0.1~b")}";
    }

    private static string Rich(Random random, int depth)
    {
        var form = One(
            random, "({0} and {1} and {2})", "({0} or {1})", "({0} if {1})", "({0} if {1} else {2})", "({0} unless {1})", "({0} unless {1} else {2})", "({0} with {1})", "({0} without {1})", "({0})");
        return string.Format(null, form, Operand(), Operand(), Operand());

        string Operand() => depth > 0 && random.Next(3) == 0 ? Rich(random, depth - 1) : Simple(random);
    }

    private static string One(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static string Print(RpmDependency dependency) => dependency.Flags switch
    {
        Sense.Less => $"{dependency.Name} < {dependency.Version}",
        Sense.Less | Sense.Equal => $"{dependency.Name} <= {dependency.Version}",
        Sense.Equal => $"{dependency.Name} = {dependency.Version}",
        Sense.Greater | Sense.Equal => $"{dependency.Name} >= {dependency.Version}",
        Sense.Greater => $"{dependency.Name} > {dependency.Version}",
        _ => dependency.Name,
    };

    // Where rpmspec takes more, it is a list of two, or an else that nothing decides.
    [TestCase("(a or b or c)")]
    [TestCase("(a or b and c)")]
    [TestCase("(a and (b or c))")]
    [TestCase("(a if b)")]
    [TestCase("(a if b else c)")]
    [TestCase("(a with b with c)")]
    [TestCase("(a without b)")]
    [TestCase("(a without b without c)")]
    [TestCase("(a >= 1 or b < 2)")]
    [TestCase("(a >= or b)")]
    [TestCase("(a)")]
    [TestCase("()")]
    [TestCase("(a or)")]
    [TestCase("(a b)")]
    [TestCase("(a or b")]
    [TestCase("(a xor b)")]
    [TestCase("(font(:lang=en) or libc.so.6(GLIBC_2.34)(64bit))")]
    [TestCase("(-a or b)")]
    [TestCase("(a = 1-2-3 or b)")]
    [TestCase("a = 1-2-3")]
    [TestCase("a >= 1:2.0~rc1^git-3")]
    [TestCase("/bin/sh = 1")]
    [TestCase("a >=")]
    [TestCase("-a")]
    [TestCase("a ~= 1")]
    public void Agrees_with_rpmspec_on_what_is_sound(string text)
    {
        RealTool.Require("rpmspec");
        using var folder = new TemporaryFolder();
        var spec = folder.File("x.spec");
        File.WriteAllText(spec, $"Name: x\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\nRequires: {text}\n%description\nx\n");

        var answer = RealTool.Run("rpmspec", "-q", "--qf", "%{REQUIRENAME} %{REQUIREFLAGS} %{REQUIREVERSION}", spec);

        Assert.That(DependencyParser.TryParse(Requires, text, out var parsed), Is.EqualTo(answer.ExitCode == 0), answer.All);
        if (parsed is not null)
            Assert.That(answer.Output, Is.EqualTo($"{parsed.Name} {(int)parsed.Flags} {parsed.Version}"));
    }
}
