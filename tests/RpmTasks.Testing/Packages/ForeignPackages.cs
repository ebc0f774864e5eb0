using NUnit.Framework;

namespace RpmTasks.Testing.Packages;

/// <summary>Packages with all that rpmbuild can put into one and ours never have.</summary>
public static class ForeignPackages
{
    private const long Time = 1_700_000_000;

    private const string Everything =
        """
        Name: everything
        Epoch: 3
        Version: 1.0~rc1
        Release: 2
        Summary: Everything at once
        Summary(de): Alles auf einmal
        License: MIT
        URL: https://example.org/
        Source0: note.txt
        Prefix: /opt/everything
        Requires: (bash or sh)
        Requires(post): coreutils >= 8
        Recommends: weak > 1
        Supplements: (other and thing)
        Conflicts: old < 2
        Obsoletes: older <= 1-1
        Provides: virtual = 7
        %description
        Everything at once.
        %description -l de
        Alles auf einmal.
        %install
        mkdir -p %{buildroot}/opt/everything/dir %{buildroot}/etc %{buildroot}/dev %{buildroot}/var/log
        head -c 30000 /dev/zero | tr '\0' 'j' > %{buildroot}/opt/everything/large
        echo content > %{buildroot}/opt/everything/one
        ln %{buildroot}/opt/everything/one %{buildroot}/opt/everything/two
        ln %{buildroot}/opt/everything/one %{buildroot}/opt/everything/another
        ln -s one %{buildroot}/opt/everything/link
        : > %{buildroot}/opt/everything/empty
        echo capable > %{buildroot}/opt/everything/capable
        echo a=1 > %{buildroot}/etc/everything.conf
        : > %{buildroot}/var/log/everything.log
        %pre
        echo before
        %post -p "/usr/bin/env bash"
        echo %{name}
        %postun -p <lua>
        print("gone")
        %triggerin -- foo > 1, bar
        echo trigger
        %triggerun -p /bin/bash -- baz
        echo untrigger
        %filetriggerin -- /usr/lib /usr/share
        cat
        %transfiletriggerin -P 100 -- /usr/lib
        cat
        %files
        %dir /opt/everything
        %dir /opt/everything/dir
        /opt/everything/large
        /opt/everything/one
        /opt/everything/two
        /opt/everything/another
        /opt/everything/link
        /opt/everything/empty
        %attr(4750, root, daemon) %caps(cap_net_bind_service=ep) /opt/everything/capable
        %config(noreplace) /etc/everything.conf
        %ghost /var/log/everything.log
        %dev(c,5,1) /dev/everything
        %changelog
        * Tue Jan 02 2024 Jane Doe <jane@example.org> - 1.0-2
        - Second
        * Mon Jan 01 2024 Jane Doe <jane@example.org> - 1.0-1
        - First
        """;

    /// <param name="io">rpm's name of a compressor with its level: w9.gzdio.</param>
    /// <returns>The binary and the source package.</returns>
    public static (string Binary, string Source) Build(TemporaryFolder folder, string io, params string[] definitions)
    {
        RealTool.Require("rpmbuild");
        var top = folder.File("everything-build");
        Directory.CreateDirectory(Path.Combine(top, "SOURCES"));
        File.WriteAllText(Path.Combine(top, "SOURCES", "note.txt"), "a note\n");
        var spec = folder.File("everything.spec");
        File.WriteAllText(spec, Everything + "\n");
        foreach (var source in (string[])[spec, Path.Combine(top, "SOURCES", "note.txt")])
            File.SetLastWriteTimeUtc(source, DateTime.UnixEpoch.AddSeconds(Time));
        string[] all =
        [
            $"_binary_payload {io}", $"_source_payload {io}", $"_topdir {top}", "_build_id_links none",
            // The same bytes each time: the seed of a mutant that failed must repeat it.
            "_buildhost localhost", "use_source_date_epoch_as_buildtime 1", "clamp_mtime_to_source_date_epoch 1",
            .. definitions,
        ];

        var answer = RealTool.Run("env", [$"SOURCE_DATE_EPOCH={Time}", "rpmbuild", "-ba", .. all.SelectMany(definition => new[] { "--define", definition }), spec]);

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        return (Only(Path.Combine(top, "RPMS")), Only(Path.Combine(top, "SRPMS")));
    }

    private static string Only(string folder) => Directory.GetFiles(folder, "*.rpm", SearchOption.AllDirectories).Single();
}
