using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Scripts;

/// <summary>The project's scripts beside the generated ones; /bin/sh runs what comes of it.</summary>
public sealed class ScriptletPlanTests
{
    private TemporaryFolder _project = null!;

    [SetUp]
    public void MakeProject() => _project = new TemporaryFolder();

    [TearDown]
    public void RemoveProject() => _project.Dispose();

    [Test]
    public void Without_scripts_the_generated_ones_stay_as_they_are() =>
        Assert.That(
            Requests.Plan(Requests.Input).Spec.Scriptlets.Select(scriptlet => scriptlet.Kind),
            Is.EqualTo(new[] { ScriptletKind.PreInstall, ScriptletKind.PostInstall, ScriptletKind.PreUninstall, ScriptletKind.PostUninstall, ScriptletKind.PostTransaction }));

    [Test]
    public void Each_property_has_its_place([Values] bool service)
    {
        var input = With("echo mine $1", "") with { Service = new ServiceInput { Service = service ? "" : "false" } };
        var scriptlets = Requests.Plan(input).Spec.Scriptlets;
        Assert.That(scriptlets.Select(scriptlet => scriptlet.Kind), Is.EqualTo(Enum.GetValues<ScriptletKind>()));
        foreach (var scriptlet in scriptlets)
        {
            // Not 0 nor 1, on which the generated part would act.
            Assert.That(Run(scriptlet.Body, "7"), Is.EqualTo(new ToolResult(0, "mine 7\n", "")), scriptlet.Kind.ToString());
        }
    }

    [TestCase("exit 3", "ended with status 3")]
    [TestCase("set -e\nfalse\necho never", "ended with status 1")]
    [TestCase("false", "ended with status 1")]
    [TestCase("trap 'exit 9' EXIT", "ended with status 9")]
    [TestCase("kill -9 $$", "ended with status 137")]
    [TestCase("exec /nowhere/at/all 2>/dev/null", "ended with status 127")]
    [TestCase("#!/bin/sh -e\nfalse\necho never", "ended with status 1")]
    public void A_script_that_fails_is_said_and_fails_nothing(string script, string said)
    {
        var result = Run(Body(script, ""), "1");
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Is.Empty);
        Assert.That(result.Error.TrimEnd().Split('\n')[^1], Is.EqualTo($"orders: RpmPreInstallScript {said}"));
    }

    [Test]
    public void A_script_that_fails_aborts_only_when_asked_to() =>
        Assert.That(Run(Body("exit 3", "abort"), "1"), Is.EqualTo(new ToolResult(3, "", "")));

    [TestCase("printf '%s' 'quotes \" '\\'' `x` $HOME %{name} %n'", "quotes \" ' `x` $HOME %{name} %n")]
    [TestCase("\ufeffprintf a\r\nprintf b\r\n", "ab")]
    [TestCase("#!/bin/sh\nprintf \"$0 $#\"", "orders 1")]
    [TestCase("cat <<EOF\nno end", "no end")]
    [TestCase("printf a # comment", "a")]
    [TestCase("printf 'é%%{x}' # ünï", "é%{x}")]
    public void What_it_says_reaches_the_shell_literally(string script, string output) =>
        Assert.That(Run(Body(script, ""), "1").Output.TrimEnd('\n'), Is.EqualTo(output));

    [TestCase("RPMT1006", "RpmPostInstallScript='none.sh'", null)]
    [TestCase("RPMT1034", "begins with '#!/bin/bash'", "#!/bin/bash\n:")]
    [TestCase("RPMT1034", "begins with '#!/usr/bin/python3'", "#!/usr/bin/python3\n:")]
    [TestCase("RPMT1034", "begins with '#!/bin/sh -n'", "#!/bin/sh -n\n:")]
    [TestCase("RPMT1035", "line 2: 'fi' is missing before the end", "if true; then :\n")]
    [TestCase("RPMT1036", "line 2: a control character", "echo\necho \u001b[0m")]
    [TestCase("RPMT1036", "line 1: a control character", "echo a\0b")]
    [TestCase("RPMT1033", "longest script", "long")]
    [TestCase("RPMT1033", "it is not UTF-8", "latin1")]
    public void What_is_no_script_is_refused(string code, string named, string? script)
    {
        var name = script is null ? "none.sh" : "some.sh";
        if (script is not null)
            File.WriteAllBytes(_project.File(name), script switch { "latin1" => [0xE9], "long" => new byte[131072].Select(_ => (byte)'#').ToArray(), _ => System.Text.Encoding.UTF8.GetBytes(script) });
        var input = With("", "") with { Scripts = new ScriptsInput { Files = [new("RpmPostInstallScript", name)] } };
        var problem = Assert.Throws<PackException>(() => RequestReader.Read(input))!.Problems.Single();
        Assert.That(problem.Rule.Code, Is.EqualTo(code));
        Assert.That(problem.Message, Does.Contain(named));
    }

    [Test]
    public void What_becomes_of_a_failure_is_one_of_two()
    {
        var problem = Assert.Throws<PackException>(() => RequestReader.Read(With(":", "stop")))!.Problems.Single();
        Assert.That((problem.Rule.Code, problem.Message), Is.EqualTo(("RPMT1001", "RpmScriptFailure='stop' is not a value of this property. Use one of: ignore, abort.")));
    }

    private string Body(string script, string failure) =>
        Requests.Plan(With(script, failure)).Spec.Scriptlets.Single(scriptlet => scriptlet.Kind == ScriptletKind.PreInstall).Body;

    private PackInput With(string script, string failure)
    {
        File.WriteAllText(_project.File("script.sh"), script);
        string[] properties =
        [
            "RpmPreInstallScript", "RpmPostInstallScript", "RpmPreUninstallScript", "RpmPostUninstallScript", "RpmPreTransactionScript", "RpmPostTransactionScript",
        ];
        return Requests.Input with
        {
            Places = Requests.Input.Places with { ProjectFolder = _project.Path },
            Scripts = new ScriptsInput { Files = [.. properties.Select(property => new InputItem(property, "script.sh"))], Failure = failure },
        };
    }

    private static ToolResult Run(string body, string argument)
    {
        RealTool.Require("sh");
        return RealTool.Run("sh", "-c", body, "scriptlet", argument);
    }
}
