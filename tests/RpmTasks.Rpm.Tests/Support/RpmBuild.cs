using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Support;

/// <summary>Packages as rpmbuild makes them, with all that ours never have: hard links, file classes, libmagic texts, MD5, COOKIE.</summary>
internal static class RpmBuild
{
    private const string Spec =
        """
        Name: judge
        Version: 1.0~rc1
        Release: 2
        Summary: Judge
        License: MIT
        Requires: (bash or sh)
        %description
        Judge.
        %install
        mkdir -p %{buildroot}/usr/share/judge %{buildroot}/etc %{buildroot}/var/log
        head -c 1500000 /dev/zero | tr '\0' 'j' > %{buildroot}/usr/share/judge/large
        echo content > %{buildroot}/usr/share/judge/one
        ln %{buildroot}/usr/share/judge/one %{buildroot}/usr/share/judge/two
        ln %{buildroot}/usr/share/judge/one %{buildroot}/usr/share/judge/another
        ln -s one %{buildroot}/usr/share/judge/link
        : > %{buildroot}/usr/share/judge/empty
        echo a=1 > %{buildroot}/etc/judge.conf
        : > %{buildroot}/var/log/judge.log
        %post
        exit 0
        %files
        /usr/share/judge
        %config(noreplace) /etc/judge.conf
        %ghost /var/log/judge.log
        %changelog
        * Mon Jan 01 2024 Jane Doe <jane@example.org> - 1.0-1
        - First
        """;

    /// <param name="io">rpm's name of a compressor with its level: w3.zstdio.</param>
    public static string Build(TemporaryFolder folder, string io, params string[] definitions)
    {
        RealTool.Require("rpmbuild");
        var spec = folder.File("judge.spec");
        File.WriteAllText(spec, Spec + "\n");
        string[] all = [$"_binary_payload {io}", $"_topdir {folder.File("build")}", "_build_id_links none", .. definitions];

        var answer = RealTool.Run("rpmbuild", ["-bb", "--target", "noarch", .. all.SelectMany(definition => new[] { "--define", definition }), spec]);

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        return Directory.GetFiles(folder.File("build", "RPMS"), "*.rpm", SearchOption.AllDirectories).Single();
    }
}
