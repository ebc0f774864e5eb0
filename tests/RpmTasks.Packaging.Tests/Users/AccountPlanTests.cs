using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Packaging.Users;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Users;

public sealed class AccountPlanTests
{
    private TemporaryFolder _project = null!;

    [SetUp]
    public void MakeProject()
    {
        _project = new TemporaryFolder();
        File.WriteAllText(_project.File("a"), "a");
    }

    [TearDown]
    public void RemoveProject() => _project.Dispose();

    [Test]
    public void Owners_are_made_by_a_file_of_the_package_and_by_capabilities()
    {
        var plan = Plan(Owned("/srv/a", "orders", "orders-data"), Owned("/srv/b", "orders", "orders"), Owned("/srv/c", "root", "root"), Owned("/srv/d", "daemon", "tty"));
        const string user = "u orders - \"Takes orders\" / /usr/sbin/nologin";
        Assert.That(Requests.TextOf(plan, "/usr/lib/sysusers.d/orders.conf"), Is.EqualTo($"g orders-data -\n{user}\n"));
        Assert.That(Capabilities(plan), Is.EqualTo(new[]
        {
            $"group(orders-data) {Decodable("g orders-data -")}",
            $"user(orders) {Decodable(user)}",
            "group(orders) ",
        }));
    }

    /// <summary>As rpmbuild 4.20 encoded them.</summary>
    [TestCase("u t2user - \"T2\" /var/lib/t2", "user(t2user)", "dSB0MnVzZXIgLSAiVDIiIC92YXIvbGliL3Qy")]
    [TestCase("g t2grp -", "group(t2grp)", "ZyB0MmdycCAt")]
    public void A_line_is_encoded_as_rpmbuild_does_it(string line, string name, string version)
    {
        var words = line.Split(' ');
        var capability = AccountCapabilities.Of(new SysusersLine(words[0], words[1], line)).First();
        Assert.That(capability, Is.EqualTo(new RpmDependency(DependencyKind.Provides, name, Sense.FindProvides | Sense.Equal, version)));
    }

    [TestCase("$(touch /tmp/x) `id` %H \"a\" 'b': c\\d|e;f ünï", "(touch /tmp/x) id H a b c d e f n")]
    [TestCase("Takes orders (v1.2), fast", "Takes orders (v1.2) fast")]
    [TestCase("", "")]
    public void A_description_has_nothing_that_a_shell_reads(string summary, string description) =>
        Assert.That(AccountDescription.Of(summary), Is.EqualTo(description));

    [Test]
    public void Nobody_is_made_for_owners_that_every_host_has()
    {
        var plan = Plan(Owned("/srv/a", "daemon", "mail"), Owned("/srv/b", "nobody", "systemd-journal"));
        Assert.That(plan.Spec.Files.Select(file => file.Path), Has.None.StartsWith("/usr/lib/sysusers.d"));
        Assert.That(Capabilities(plan), Is.Empty);
        Assert.That(plan.Spec.Scriptlets.Select(scriptlet => scriptlet.Body), Has.None.Contains("sysusers"));
    }

    [Test]
    public void Nobody_is_made_where_another_package_does_it()
    {
        var plan = Requests.Plan(Input(Owned("/srv/a", "orders", "orders")) with { Users = "false" });
        Assert.That(plan.Spec.Files.Select(file => file.Path), Has.None.StartsWith("/usr/lib/sysusers.d"));
        Assert.That(Capabilities(plan), Is.Empty);
        Assert.That(plan.Spec.Files.Single(file => file.Path == "/srv/a").Owner, Is.EqualTo("orders"));
    }

    [Test]
    public void The_projects_own_lines_come_first()
    {
        File.WriteAllText(_project.File("own.conf"), "# comment\n\nu   orders 440:orders  \"My own\"\nm orders video\nr - 500-900\n");
        var plan = Plan(new FileInput("own.conf") { TargetPath = "/usr/lib/sysusers.d/" }, Owned("/srv/a", "orders", "web"));
        Assert.That(Requests.TextOf(plan, "/usr/lib/sysusers.d/orders.conf"), Is.EqualTo("g web -\n"));
        Assert.That(Capabilities(plan), Is.EqualTo(new[]
        {
            $"user(orders) {Decodable("u orders 440:orders \"My own\"")}",
            "group(orders) ",
            $"groupmember(orders/video) {Decodable("m orders video")}",
            $"group(web) {Decodable("g web -")}",
        }));
    }

    [TestCase("u 1000 -\n", 1, "u 1000 -")]
    [TestCase("g ok -\nx orders\n", 2, "x orders")]
    [TestCase("m orders\n", 1, "m orders")]
    [TestCase("u $(id) -\n", 1, "u $(id) -")]
    public void A_line_that_rpm_cannot_act_on_is_said(string text, int line, string named)
    {
        File.WriteAllText(_project.File("own.conf"), text);
        var problem = Assert.Throws<PackException>(() => Plan(new FileInput("own.conf") { TargetPath = "/usr/lib/sysusers.d/own.conf" }))!.Problems.Single();
        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT1040"));
        Assert.That(problem.Message, Does.Contain($"line {line}: '{named}'"));
    }

    [Test]
    public void RpmUsers_is_true_or_false() =>
        Assert.That(
            Assert.Throws<PackException>(() => Requests.Plan(Requests.Input with { Users = "no" }))!.Problems.Single().Message,
            Does.StartWith("RpmUsers='no' is neither true nor false."));

    [TestCase("", "systemd-sysusers --replace=/usr/lib/sysusers.d/orders.conf -\ng orders-data -\nu orders - \"Takes orders\" / /usr/sbin/nologin\n", TestName = "systemd_makes_them")]
    [TestCase("no systemd", "groupadd -r orders-data\ngroupadd -r orders\nuseradd -r -M -g orders -d / -s /usr/sbin/nologin orders\n", TestName = "useradd_makes_them_without_systemd")]
    [TestCase("known", "", TestName = "Nothing_is_done_when_rpm_made_them")]
    [TestCase("broken", "groupadd -r orders-data\ngroupadd -r orders\nuseradd -r -M -g orders -d / -s /usr/sbin/nologin orders\n", TestName = "Tools_that_fail_fail_nothing")]
    public void Before_rpm_4_19_a_script_makes_them(string host, string calls)
    {
        RealTool.Require("sh");
        var body = Plan(Owned("/srv/a", "orders", "orders-data")).Spec.Scriptlets.Single(scriptlet => scriptlet.Kind == ScriptletKind.PreInstall).Body;
        var log = _project.File("log");
        // Stand-ins on the PATH: who is known is who was made before.
        Tool("getent", host == "known" ? "exit 0" : $"case $1 in group) made='g|u|groupadd';; *) made='u|useradd';; esac; grep -qE \"^($made) .*$2( |$)\" {log} 2>/dev/null");
        if (host is "" or "known")
            Tool("systemd-sysusers", $"echo systemd-sysusers \"$@\" >>{log}; cat >>{log}");
        foreach (var tool in (string[])["groupadd", "useradd"])
            Tool(tool, $"echo {tool} \"$@\" >>{log}" + (host == "broken" ? "; echo broken >&2; exit 1" : ""));
        File.CreateSymbolicLink(_project.File("bin", "cat"), "/bin/cat");
        File.CreateSymbolicLink(_project.File("bin", "grep"), "/bin/grep");

        var result = RealTool.Run("sh", "-c", $"PATH={_project.File("bin")}; {body}", "scriptlet", "1");

        Assert.That(result, Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(File.Exists(log) ? File.ReadAllText(log) : "", Is.EqualTo(calls));
    }

    [Test]
    public void What_the_script_needs_is_there_before_it()
    {
        var dependencies = Plan(Owned("/srv/a", "orders", "orders")).Spec.Dependencies;
        Assert.That(dependencies, Does.Contain(new RpmDependency(DependencyKind.Requires, "systemd", Sense.ScriptPre)));
        Assert.That(dependencies.Where(dependency => dependency.Kind == DependencyKind.Requires).Select(dependency => dependency.Name), Has.None.StartsWith("user("));
    }

    private void Tool(string name, string script)
    {
        Directory.CreateDirectory(_project.File("bin"));
        File.WriteAllText(_project.File("bin", name), "#!/bin/sh\n" + script + "\n");
        RealTool.Run("chmod", "0755", _project.File("bin", name));
    }

    private static string Decodable(string line) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(line.PadRight((line.Length + 2) / 3 * 3, '\0')));

    private static IEnumerable<string> Capabilities(PackagePlan plan) =>
        plan.Spec.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Provides && (dependency.Name.StartsWith("user", StringComparison.Ordinal) || dependency.Name.StartsWith("group", StringComparison.Ordinal))).Select(dependency => $"{dependency.Name} {dependency.Version}");

    private static FileInput Owned(string path, string owner, string group) => new("a") { TargetPath = path, Owner = owner, Group = group };

    private PackInput Input(params FileInput[] files) =>
        Requests.Input with { Files = [.. files], Places = Requests.Input.Places with { ProjectFolder = _project.Path } };

    private PackagePlan Plan(params FileInput[] files) => Requests.Plan(Input(files));
}
