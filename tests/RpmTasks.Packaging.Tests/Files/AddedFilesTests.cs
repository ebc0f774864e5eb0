using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Files;

/// <summary>What RpmFile items put into the package, and where they are refused.</summary>
public sealed class AddedFilesTests
{
    private TemporaryFolder _project = null!;

    [SetUp]
    public void MakeProject()
    {
        _project = new TemporaryFolder();
        File.WriteAllText(_project.File("orders.json"), "{}\n");
        Directory.CreateDirectory(_project.File("data"));
    }

    [TearDown]
    public void RemoveProject() => _project.Dispose();

    private static TestCaseData[] WrongItems { get; } =
    [
        Wrong("RPMT1006", "RpmFile='none.json'", new FileInput("none.json") { TargetPath = "/etc/orders.json" }),
        Wrong("RPMT1031", "RpmFile='data'", new FileInput("data") { TargetPath = "/etc/orders.json" }),
        Wrong("RPMT1033", "it is no regular file", new FileInput("/dev/null") { TargetPath = "/etc/orders.json" }),
        Wrong("RPMT1021", "TargetPath='' is missing", new FileInput("orders.json")),
        Wrong("RPMT1021", "TargetPath='etc/orders.json' is not absolute", new FileInput("orders.json") { TargetPath = "etc/orders.json" }),
        Wrong("RPMT1021", "has a part '..'", new FileInput("orders.json") { TargetPath = "/etc/orders/../orders.json" }),
        Wrong("RPMT1021", "has a part '.'", new FileInput("orders.json") { TargetPath = "/etc/./orders.json" }),
        Wrong("RPMT1021", "has '//'", new FileInput("orders.json") { TargetPath = "/etc//orders.json" }),
        Wrong("RPMT1021", "control character", new FileInput("orders.json") { TargetPath = "/etc/orders\n.json" }),
        Wrong("RPMT1021", "surrogate", new FileInput("orders.json") { TargetPath = "/etc/\ud800.json" }),
        Wrong("RPMT1021", "names no file", new FileInput("/") { Kind = "dir" }),
        Wrong("RPMT1021", "ends with '/', but names no folder", new FileInput("/var/cache/orders/") { Kind = "ghost" }),
        Wrong("RPMT1021", "ends with '/', but names no folder", new FileInput("orders.json") { TargetPath = "/etc/orders/", Kind = "symlink" }),
        Wrong("RPMT1021", "more than 255 bytes", new FileInput("orders.json") { TargetPath = "/etc/" + new string('é', 128) }),
        Wrong("RPMT1021", "more than 4094 bytes", new FileInput("orders.json") { TargetPath = "/etc" + string.Concat(Enumerable.Repeat("/" + new string('a', 200), 21)) }),
        Wrong("RPMT1001", "RpmFile 'orders.json' Kind='conf'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Kind = "conf" }),
        Wrong("RPMT1025", "Mode='0888'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Mode = "0888" }),
        Wrong("RPMT1025", "Mode='17777'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Mode = "17777" }),
        Wrong("RPMT1025", "Mode='rw-r--r--'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Mode = "rw-r--r--" }),
        Wrong("RPMT1026", "Owner='1000'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Owner = "1000" }),
        Wrong("RPMT1026", "Owner='Orders'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Owner = "Orders" }),
        Wrong("RPMT1026", "Group='a:b'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Group = "a:b" }),
        Wrong("RPMT1026", "Owner='$(id)'", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Owner = "$(id)" }),
        Wrong("RPMT1027", "Owner 'orders'", new FileInput("orders.json") { TargetPath = "/usr/bin/orders", Mode = "4755", Owner = "orders" }),
        Wrong("RPMT1027", "Group 'orders'", new FileInput("orders.json") { TargetPath = "/usr/bin/orders", Mode = "2755", Group = "orders" }),
        Wrong("RPMT1028", "'/usr/share/doc' is a folder of the distribution", new FileInput("/usr/share/doc/") { Kind = "dir" }),
        Wrong("RPMT1028", "'/opt' is a folder of the distribution", new FileInput("/opt") { Kind = "dir" }),
        Wrong("RPMT1028", "'/usr/bin' is a folder of the distribution", new FileInput("orders.json") { TargetPath = "/usr/bin" }),
        Wrong("RPMT1029", "Write TargetPath=\"/usr/bin/orders\"", new FileInput("orders.json") { TargetPath = "/bin/orders" }),
        Wrong("RPMT1029", "Write TargetPath=\"/usr/lib/systemd/system/x.service\"", new FileInput("orders.json") { TargetPath = "/lib/systemd/system/x.service" }),
        Wrong("RPMT1029", "Write TargetPath=\"/run/orders\"", new FileInput("/var/run/orders") { Kind = "dir" }),
        Wrong("RPMT1030", "lies in /run", new FileInput("/run/orders") { Kind = "dir" }),
        Wrong("RPMT1030", "lies in /var/tmp", new FileInput("orders.json") { TargetPath = "/var/tmp/orders.json" }),
        Wrong("RPMT1032", "has a Mode", new FileInput("orders.json") { TargetPath = "/etc/orders.json", Kind = "symlink", Mode = "0777" }),
        Wrong("RPMT1032", "points to what is no path", new FileInput("a\nb") { TargetPath = "/etc/orders.json", Kind = "symlink" }),
    ];

    [TestCaseSource(nameof(WrongItems))]
    public void It_is_refused_alone_and_by_name(object item, string code, string named)
    {
        var problem = Refuse((FileInput)item).Single();
        Assert.That(problem.Rule.Code, Is.EqualTo(code));
        Assert.That(problem.Message, Does.Contain(named));
    }

    [Test]
    public void A_pipe_does_not_stop_the_build()
    {
        RealTool.Require("mkfifo");
        RealTool.Run("mkfifo", _project.File("pipe"));
        Assert.That(Refuse(new FileInput("pipe") { TargetPath = "/etc/orders.json" }).Single().Rule.Code, Is.EqualTo("RPMT1033"));
    }

    [Test]
    public void One_path_is_for_one_item()
    {
        var problems = Refuse(new FileInput("/srv/orders/") { Kind = "dir" }, new FileInput("/srv/orders") { Kind = "dir" });
        Assert.That(problems.Single().Message, Does.StartWith("RpmFile '/srv/orders/' and '/srv/orders' are both for '/srv/orders'."));
        Assert.That(problems.Single().Rule.Code, Is.EqualTo("RPMT1022"));
    }

    [TestCase("symlink", "a link")]
    [TestCase("ghost", "a file")]
    public void Nothing_lies_below_what_is_no_folder(string kind, string named)
    {
        var problem = Refuse(
            new FileInput("/srv/other") { TargetPath = "/srv/orders", Kind = kind },
            new FileInput("orders.json") { TargetPath = "/srv/orders/a/orders.json" }).Single();
        Assert.That(problem.Rule.Code, Is.EqualTo("RPMT1024"));
        Assert.That(problem.Message, Does.Contain($"lies below '/srv/orders', which is {named}"));
    }

    [TestCase("RPMT1023", "/usr/lib/systemd/system/orders.service")]
    [TestCase("RPMT1023", "/usr/share/orders/image")]
    [TestCase("RPMT1023", "/usr/share/orders")]
    [TestCase("RPMT1023", "/etc/orders/orders.env")]
    [TestCase("RPMT1024", "/usr/libexec/orders/image/extra")]
    public void What_RpmTasks_puts_there_stays(string code, string path)
    {
        var refused = Assert.Throws<PackException>(() => Requests.Plan(With(new FileInput("orders.json") { TargetPath = path })))!;
        Assert.That(refused.Problems.Single().Rule.Code, Is.EqualTo(code));
        Assert.That(refused.Problems.Single().Message, Does.Contain(path));
    }

    [Test]
    public void All_that_is_wrong_is_said_at_once()
    {
        var problems = Refuse(new FileInput("none.json") { TargetPath = "etc", Mode = "9", Owner = "0", Kind = "file" });
        Assert.That(problems.Select(problem => problem.Rule.Code), Is.EquivalentTo(["RPMT1021", "RPMT1025", "RPMT1026", "RPMT1006"]));
    }

    [TestCase("/etc/orders/orders.json", "/etc/orders")]
    [TestCase("/etc/httpd/conf.d/orders/a/b.conf", "/etc/httpd/conf.d/orders /etc/httpd/conf.d/orders/a")]
    [TestCase("/opt/contoso/orders/a.txt", "/opt/contoso /opt/contoso/orders")]
    [TestCase("/var/lib/orders/a/b", "/var/lib/orders /var/lib/orders/a")]
    [TestCase("/etc/cron.d/orders", "")]
    [TestCase("/srv/www/orders.json", "")]
    public void Folders_are_owned_only_where_the_package_makes_them(string path, string owned)
    {
        var without = Requests.Plan(With()).Spec.Files.Select(file => file.Path);
        var added = Requests.Plan(With(new FileInput("orders.json") { TargetPath = path })).Spec.Files
            .Where(file => file.Path != path && (!without.Contains(file.Path) || owned.Contains(file.Path, StringComparison.Ordinal)))
            .ToList();
        Assert.That(added.Select(file => file.Path).Order(StringComparer.Ordinal), Is.EqualTo(owned.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(added.Select(file => (file.Mode, file.Owner)), Has.All.EqualTo((Convert.ToInt32("755", 8), "root")));
    }

    [Test]
    public void A_package_named_as_a_folder_of_the_distribution_does_not_own_it()
    {
        var input = With(new FileInput("orders.json") { TargetPath = "/usr/share/applications/orders.json" });
        var plan = Requests.Plan(input with { Metadata = input.Metadata with { Name = "share" } });
        Assert.That(plan.Spec.Files.Select(file => file.Path), Has.None.EqualTo("/usr/share").And.None.EqualTo("/usr/share/applications"));
    }

    [Test]
    public void A_folder_of_ours_takes_mode_and_owner_from_its_item()
    {
        var plan = Requests.Plan(With(new FileInput("/etc/orders") { Kind = "dir", Mode = "0750", Group = "wheel" }));
        var folder = plan.Spec.Files.Single(file => file.Path == "/etc/orders");
        Assert.That((Convert.ToString(folder.Mode, 8), folder.Group), Is.EqualTo(("750", "wheel")));
    }

    [TestCase("orders.json=/etc/orders/x.json", "orders.json", "/etc/orders/x.json")]
    [TestCase("a=b.json=/etc/a=b.json", "a=b.json", "/etc/a=b.json")]
    [TestCase("orders.json=etc", "orders.json", "etc")]
    [TestCase("orders.json", "orders.json", "")]
    public void A_property_says_source_and_target(string text, string source, string target) =>
        Assert.That(FileInput.Parse(text), Is.EqualTo(new FileInput(source) { TargetPath = target }));

    [Test]
    public void Rpm_installs_what_the_items_say()
    {
        RealTool.Require("rpm");
        RealTool.RequireRoot();
        // The bits of this machine are nobody's business.
        RealTool.Run("chmod", "0401", _project.File("orders.json"));
        var package = Requests.Write(
            With(
                new FileInput("orders.json") { TargetPath = "/etc/orders/", Kind = "config-noreplace" },
                new FileInput("orders.json") { TargetPath = "/etc/orders/plain.json", Kind = "config", Mode = "0640", Group = "daemon" },
                new FileInput("orders.json") { TargetPath = "/usr/share/doc/orders/notes $(id) %{name} `x` 'é'", Kind = "doc" },
                new FileInput("orders.json") { TargetPath = "/usr/share/licenses/orders/THIRD", Kind = "license" },
                new FileInput("orders.json") { TargetPath = "/usr/bin/orders-tool", Mode = "04755" },
                new FileInput("/var/cache/orders/index") { Kind = "ghost" },
                new FileInput("/var/lib/orders/") { Kind = "dir", Mode = "0750", Owner = "daemon", Group = "daemon" },
                new FileInput("../orders/orders.json") { TargetPath = "/etc/sysconfig/orders.json", Kind = "symlink" }),
            _project);
        var root = new InstalledRoot(_project);

        Assert.That(root.Install(package).ExitCode, Is.Zero);
        Assert.That(root.Verify("orders"), Is.EqualTo(new ToolResult(0, "", "")));
        var found = root.List("/etc").Concat(root.List("/usr/bin")).Concat(root.List("/usr/share/doc")).Concat(root.List("/usr/share/licenses")).Concat(root.List("/var"))
            .Select(line => string.Join('|', line.Split('|')[..4].Append(line.Split('|')[^1])));
        Assert.That(found, Is.SupersetOf(new[]
        {
            "/etc/orders/orders.json|f|644|root:root|",
            "/etc/orders/plain.json|f|640|root:daemon|",
            "/etc/sysconfig/orders.json|l|777|root:root|../orders/orders.json",
            "/usr/bin/orders-tool|f|4755|root:root|",
            "/usr/share/doc/orders/notes $(id) %{name} `x` 'é'|f|644|root:root|",
            "/usr/share/licenses/orders|d|755|root:root|",
            "/usr/share/licenses/orders/THIRD|f|644|root:root|",
            "/var/cache/orders|d|755|root:root|",
            "/var/lib/orders|d|750|daemon:daemon|",
        }));
        Assert.That(File.Exists(root.At("/var/cache/orders/index")), Is.False, "a ghost has no content");
        var flags = RealTool.Run("rpm", "-qp", "--qf", @"[%{FILENAMES} %{FILEFLAGS:fflags} %{FILEFLAGS:hex}\n]", package).Output.Split('\n');
        Assert.That(flags, Is.SupersetOf(new[]
        {
            "/etc/orders/orders.json cn 11", "/etc/orders/plain.json c 1", "/var/cache/orders/index g 40", "/usr/share/licenses/orders/THIRD l 80",
            "/usr/share/doc/orders/notes $(id) %{name} `x` 'é' d 2",
        }));
        Assert.That(RealTool.Run("rpm", "-qp", "--list", package).Output.Split('\n'), Does.Not.Contain("/var/lib").And.Not.Contain("/usr/bin").And.Not.Contain("/etc/sysconfig"));
    }

    [Test]
    public void Rpmlint_finds_no_error_in_what_is_added()
    {
        RealTool.Require("rpmlint");
        File.WriteAllText(_project.File("script.sh"), "echo done\n");
        File.WriteAllText(_project.File("changes"), "* Mon Jan 05 2026 Ann <ann@example.com> - 1.2.3-1\n- First\n");
        var input = With(
            new FileInput("orders.json") { TargetPath = "/etc/orders/", Kind = "config-noreplace" },
            new FileInput("orders.json") { TargetPath = "/usr/share/orders/a.json" },
            new FileInput("../orders/a.json") { TargetPath = "/usr/share/orders/b.json", Kind = "symlink" },
            new FileInput("/var/lib/orders/index") { Kind = "ghost", Owner = "orders", Group = "orders" },
            new FileInput("/var/lib/orders") { Kind = "dir", Owner = "orders", Group = "orders" });
        var package = Requests.Write(
            input with
            {
                Metadata = input.Metadata with { ChangelogFile = "changes", Packager = "Ann <ann@example.com>", License = "MIT" },
                Scripts = new ScriptsInput { Files = [new("RpmPreInstallScript", "script.sh"), new("RpmPostInstallScript", "script.sh")] },
            },
            _project);

        var lint = RealTool.Run("rpmlint", "--config", Repository.Path("docs", "rpmlint.toml"), package);

        Assert.That(lint.Output, Does.Contain(" 0 errors,"), lint.All);
    }

    [Test]
    public void A_file_that_changes_while_it_is_packed_is_said()
    {
        var request = RequestReader.Read(With(new FileInput("orders.json") { TargetPath = "/etc/orders/" }));
        File.AppendAllText(_project.File("orders.json"), "more");
        var environment = new BuildEnvironment { Parallelism = 1, Variable = _ => null, Now = DateTimeOffset.UnixEpoch, Log = new PackLog(_ => { }, _ => { }) };
        request = request with { Places = new PackPlaces(_project.File("obj"), _project.File("rpm")) };

        var refused = Assert.Throws<PackException>(() => PackageFile.Write(Requests.Plan(request), request, new PackageTools(environment), CancellationToken.None))!;

        Assert.That(refused.Problems.Single().Message, Does.StartWith("RpmFile='orders.json' cannot be read: it changed while it was packed: /etc/orders/orders.json: "));
        Assert.That(Directory.GetFiles(_project.File("rpm")), Is.Empty);
    }

    private ImmutableArray<Problem> Refuse(params FileInput[] files) =>
        Assert.Throws<PackException>(() => RequestReader.Read(With(files)))!.Problems;

    private PackInput With(params FileInput[] files) =>
        Requests.Input with { Files = [.. files], Places = Requests.Input.Places with { ProjectFolder = _project.Path } };

    private static TestCaseData Wrong(string code, string named, FileInput item) =>
        new TestCaseData(item, code, named).SetArgDisplayNames(code, named);
}
