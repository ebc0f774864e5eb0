using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Writing;

/// <summary>What rpm and the tools around it make of our packages.</summary>
internal sealed class RealRpmTests
{
    private TemporaryFolder _folder = null!;

    private static PayloadCompression[] Compressions() =>
        [PayloadCompression.None, PayloadCompression.Gzip(1), PayloadCompression.Gzip(9), PayloadCompression.Zstd(1), PayloadCompression.Zstd(19)];

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCaseSource(nameof(Compressions))]
    public void Rpm_finds_every_digest_in_order(PayloadCompression compression)
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich with { Compression = compression });

        var answer = RealTool.Run("rpm", "-K", "-v", package);

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        // A payload that is not compressed matches both of its digests, and rpm shows both.
        string[] payload = compression == PayloadCompression.None ? ["Payload SHA256 ALT", "Payload SHA256"] : ["Payload SHA256"];
        string[] digests = ["Header SHA256", "Header SHA1", .. payload];
        Assert.That(
            answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), Is.EqualTo(digests.Select(digest => $"    {digest} digest: OK")));
    }

    /// <summary>As rpm 6 and machines in FIPS mode are set up: MD5 and SHA1 count for nothing.</summary>
    [Test]
    public void Rpm_is_content_without_MD5_and_SHA1()
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich);

        var answer = RealTool.Run("rpm", "-K", "--define", "_pkgverify_flags 0x20100", package);

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        Assert.That(answer.Output, Does.Contain("digests OK"));
    }

    [TestCaseSource(nameof(Compressions))]
    public void Cpio_unpacks_the_payload_that_rpm2cpio_extracts(PayloadCompression compression)
    {
        RealTool.Require("rpm2cpio", "cpio", "sh");
        var package = Packages.WriteTo(_folder, Specs.Rich with { Compression = compression });
        var unpacked = Directory.CreateDirectory(_folder.File("unpacked")).FullName;

        // rpm2cpio of 4.18 fails when PAYLOADSIZE is not what it wrote.
        var answer = RealTool.RunIn(unpacked, "sh", "-c", $"rpm2cpio '{package}' > ../payload && cpio -idm --no-absolute-filenames < ../payload");

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        foreach (var file in Specs.Rich.Files.Where(file => file.Content is not null))
            Assert.That(File.ReadAllBytes(unpacked + file.Path), Is.EqualTo(BytesOf(file)), file.Path);
        Assert.That(File.Exists(unpacked + "/var/lib/orders.db"), Is.False, "a ghost is not in the payload");
    }

    [TestCaseSource(nameof(Compressions))]
    public void Rpm_installs_the_tree_byte_for_byte_and_then_finds_it_unchanged(PayloadCompression compression)
    {
        RealTool.Require("rpm", "find");
        RealTool.RequireRoot();
        var spec = Specs.Rich with
        {
            Architecture = "noarch",
            Compression = compression,
            Files = [.. Specs.Rich.Files, Specs.Text("/usr/share/orders/owned", "x") with { Owner = "daemon", Group = "daemon", Mode = 0b110_100_000 }],
        };
        var root = new InstalledRoot(_folder);

        var install = root.Install(Packages.WriteTo(_folder, spec));

        Assert.That(install.ExitCode, Is.Zero, install.All);
        foreach (var file in spec.Files.Where(file => file.Content is not null))
            Assert.That(File.ReadAllBytes(root.At(file.Path)), Is.EqualTo(BytesOf(file)), file.Path);
        Assert.That(
            root.List("/usr/share/orders"),
            Is.EqualTo(
                spec.Files.Where(file => file.Path.StartsWith("/usr/share/orders", StringComparison.Ordinal))
                    .Select(AsFound)
                    .Order(StringComparer.Ordinal)));
        Assert.That(root.List("/usr/libexec/orders"), Is.EqualTo(new[] { "/usr/libexec/orders|f|4755|root:root|10|1600000000|" }));
        Assert.That(root.Verify("orders").All, Is.Empty);
    }

    [Test]
    public void Rpm_reads_the_header_as_it_was_meant()
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich);

        var answer = RealTool.Run(
            "rpm", "-qp", "--qf",
            """
            %{NAME} %{EPOCH} %{VERSION} %{RELEASE} %{ARCH} %{OS} %{SIZE} %{SOURCERPM} %{BUILDTIME} %{BUILDHOST} %{ENCODING}
            %{SUMMARY}|%{LICENSE}|%{URL}|%{VENDOR}|%{PACKAGER}|%{GROUP}|%{PLATFORM}
            %{DESCRIPTION}
            %{PAYLOADFORMAT} %{PAYLOADCOMPRESSOR} %{PAYLOADFLAGS} %{PAYLOADDIGESTALGO} %{FILEDIGESTALGO}
            [%{FILEINODES} ][%{FILEDEVICES} ]

            """,
            package);

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        var count = Specs.Rich.Files.Length;
        var size = Specs.Rich.Files.Sum(file => file.Content?.Length ?? (file.LinkTarget is { } target ? System.Text.Encoding.UTF8.GetByteCount(target) : 0));
        Assert.That(answer.Output.Split('\n'), Is.EqualTo(new[]
        {
            $"orders 2 1.2.0~rc.1 3^git5 x86_64 linux {size} orders-1.2.0~rc.1-3^git5.src.rpm 1700000000 build.example.org utf-8",
            "Takes orders|MIT|https://example.org/orders|Example|Jane Doe <jane@example.org>|Applications/Internet|x86_64-unknown-linux",
            "Takes orders and keeps them.", "", "Über alles: täglich.",
            "cpio zstd 6 8 8",
            string.Concat(Enumerable.Range(1, count).Select(inode => $"{inode} ")) + string.Concat(Enumerable.Repeat("1 ", count)),
            "",
        }));
    }

    [Test]
    public void Rpm_lists_files_in_byte_order_with_all_that_was_said_of_them()
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich);

        var answer = RealTool.Run(
            "rpm", "-qp", "--qf",
            "[%{FILENAMES}|%{FILEMODES:octal}|%{FILESIZES}|%{FILEMTIMES}|%{FILEFLAGS}|%{FILEVERIFYFLAGS:hex}|%{FILELINKTOS}|%{FILERDEVS}\n]",
            package);

        Assert.That(answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "/etc/orders.conf|100640|8|1600000000|17|ffffffff||0",
            "/etc/orders.d/plain.conf|100644|0|1600000000|1|ffffffff||0",
            "/usr/libexec/orders|104755|10|1600000000|0|ffffffff||0",
            "/usr/share/doc/orders/README|100644|9|1600000000|2|ffffffff||0",
            "/usr/share/licenses/orders/LICENSE|100644|16|1600000000|128|ffffffff||0",
            "/usr/share/orders|40755|0|1600000001|0|ffffffff||0",
            "/usr/share/orders/a file with blanks|100644|7|1600000000|0|ffffffff||0",
            "/usr/share/orders/empty|100644|0|1600000000|0|ffffffff||0",
            "/usr/share/orders/größe|100644|8|1600000000|0|ffffffff||0",
            "/usr/share/orders/large|100644|3000000|1600000000|0|ffffffff||0",
            "/usr/share/orders/link|120777|18|1600000002|0|ffffffff|a file with blanks|0",
            "/usr/share/orders/newest|100644|23|1700000000|0|ffffffff||0",
            "/usr/share/orders/ölink|120777|7|1600000002|0|ffffffff|größe|0",
            "/usr/share/orders/\uFF21|100644|18|1600000000|0|ffffffff||0",
            "/usr/share/orders/\U0001F600|100644|15|1600000000|0|ffffffff||0",
            "/var/lib/orders.db|100600|0|7|64|ffffffd8||0",
        }));
    }

    [Test]
    public void Rpm_lists_every_dependency_with_its_flags()
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich);
        string Query(string kind) => $"[%{{{kind}NAME}} %{{{kind}FLAGS:hex}} %{{{kind}VERSION}}\n]";

        var answer = RealTool.Run("rpm", "-qp", "--qf", string.Concat(
            new[] { "PROVIDE", "REQUIRE", "CONFLICT", "OBSOLETE", "RECOMMEND", "SUGGEST", "SUPPLEMENT", "ENHANCE" }.Select(Query)), package);

        Assert.That(answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()), Is.EqualTo(new[]
        {
            "config(orders) 10000008 2:1.2.0~rc.1-3^git5",
            "is24-orders 8 1",
            "orders 8 2:1.2.0~rc.1-3^git5",
            "orders(x86-64) 8 2:1.2.0~rc.1-3^git5",
            "(a >= 1 or b) 0",
            "/bin/sh 120",
            "/bin/sh 300",
            "/bin/sh 500",
            "/bin/sh 900",
            "/sbin/ldconfig 1100",
            "config(orders) 10000008 2:1.2.0~rc.1-3^git5",
            "nginx c 1.20",
            "rpmlib(BuiltinLuaScripts) 100000a 4.2.2-1",
            "rpmlib(CaretInVersions) 100000a 4.15.0-1",
            "rpmlib(CompressedFileNames) 100000a 3.0.4-1",
            "rpmlib(FileDigests) 100000a 4.6.0-1",
            "rpmlib(PayloadFilesHavePrefix) 100000a 4.0-1",
            "rpmlib(PayloadIsZstd) 100000a 5.4.18-1",
            "rpmlib(RichDependencies) 100000a 4.12.0-1",
            "rpmlib(ScriptletInterpreterArgs) 100000a 4.0.3-1",
            "rpmlib(TildeInVersions) 100000a 4.10.0-1",
            "old-orders 2 2:1",
            "older-orders a 1-2",
            "r 0",
            "s 0",
            "(nginx and x) 0",
            "e 0",
        }));
    }

    [Test]
    public void Rpm_knows_every_rpmlib_feature_that_is_required()
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich);
        var known = RealTool.Run("rpm", "--showrc").Output;

        var required = RealTool.Run("rpm", "-qp", "--requires", package).Output.Split('\n').Where(line => line.StartsWith("rpmlib(", StringComparison.Ordinal));

        foreach (var feature in required)
            Assert.That(known, Does.Contain(feature.Replace("<=", "=", StringComparison.Ordinal)));
    }

    [Test]
    public void Rpm_shows_scriptlets_and_change_log()
    {
        RealTool.Require("rpm");
        var package = Packages.WriteTo(_folder, Specs.Rich);

        var scripts = RealTool.Run("rpm", "-qp", "--scripts", package).Output;
        var changes = RealTool.Run("rpm", "-qp", "--qf", "[%{CHANGELOGTIME}|%{CHANGELOGNAME}|%{CHANGELOGTEXT}\n]", package).Output;

        Assert.That(scripts, Is.EqualTo(
            """
            pretrans scriptlet (using <lua>):
            print('lua')
            preinstall scriptlet (using /bin/sh):
            exit 0
            postinstall scriptlet (using /bin/sh):
            echo 'installed' >&2
            exit 0
            preuninstall scriptlet (using /bin/sh):
            exit 0
            postuninstall program: /sbin/ldconfig
            posttrans scriptlet (using /bin/sh -e):
            exit 0

            """));
        Assert.That(changes, Is.EqualTo(
            """
            1709208000|Jane Doe <jane@example.org> - 1.2.0-3|- Second
            - Third
            1672574400|Jane Doe <jane@example.org> - 1.0.0-1|- First

            """));
    }

    [Test]
    public void Rpm_dumps_the_whole_header_as_XML()
    {
        RealTool.Require("rpm");

        var answer = RealTool.Run("rpm", "-qp", "--xml", Packages.WriteTo(_folder, Specs.Rich));

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        Assert.That(System.Xml.Linq.XDocument.Parse(answer.Output).Root!.Elements("rpmTag").Count(), Is.GreaterThan(60));
    }

    [Test]
    public void A_package_without_files_installs()
    {
        RealTool.Require("rpm");
        RealTool.RequireRoot();
        var root = new InstalledRoot(_folder);

        var install = root.Install(Packages.WriteTo(_folder, Specs.Minimal));

        Assert.That(install.ExitCode, Is.Zero, install.All);
        Assert.That(root.Verify("orders").All, Is.Empty);
    }

    [Test]
    public void A_repository_of_it_answers_dnf()
    {
        RealTool.Require("createrepo_c", "dnf");
        Packages.WriteTo(_folder, Specs.Rich);
        var create = RealTool.Run("createrepo_c", _folder.Path);
        Assert.That(create.ExitCode, Is.Zero, create.All);
        string[] Query(params string[] what) => RealTool.Run("dnf", [
            "--quiet", "--disablerepo=*", $"--repofrompath=x,file://{_folder.Path}", $"--setopt=cachedir={_folder.File("cache")}", "--forcearch=x86_64", "repoquery", .. what])
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(Query("--nevra", "orders"), Is.EqualTo(new[] { "orders-2:1.2.0~rc.1-3^git5.x86_64" }));
        Assert.That(Query("-l", "orders"), Is.EquivalentTo(Specs.Rich.Files.Select(file => file.Path)));
        Assert.That(Query("--requires", "orders"), Does.Contain("nginx >= 1.20").And.Contain("(a >= 1 or b)"));
    }

    [Test]
    public void Rpmlint_finds_no_error_but_the_missing_signature()
    {
        RealTool.Require("rpmlint");
        var spec = Specs.Minimal with
        {
            Packager = Specs.Rich.Packager,
            Group = Specs.Rich.Group,
            Changelog = Specs.Rich.Changelog,
            Files = [Specs.Text("/usr/share/orders/a", "a\n")],
        };

        var answer = RealTool.Run("rpmlint", Packages.WriteTo(_folder, spec));

        Assert.That(answer.Output.Split('\n').Where(line => line.Contains(": E: ")), Is.EqualTo(new[] { "orders.noarch: E: no-signature" }), answer.All);
    }

    private static string AsFound(RpmFile file)
    {
        var (type, mode, size, link) = file.Kind switch
        {
            FileKind.Directory => ("d", file.Mode, "", ""),
            FileKind.SymbolicLink => ("l", 0b111_111_111, System.Text.Encoding.UTF8.GetByteCount(file.LinkTarget!).ToString(), file.LinkTarget),
            _ => ("f", file.Mode, file.Content!.Length.ToString(), ""),
        };
        // rpm gives a directory its time before it puts the files into it.
        var time = file.Kind == FileKind.Directory ? "" : Math.Min(file.ModifiedAt, Specs.BuildTime).ToString();
        return $"{file.Path}|{type}|{Convert.ToString(mode, 8)}|{file.Owner}:{file.Group}|{size}|{time}|{link}";
    }

    private static byte[] BytesOf(RpmFile file)
    {
        using var stream = file.Content!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
