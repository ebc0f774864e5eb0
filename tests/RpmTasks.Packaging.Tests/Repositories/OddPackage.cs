using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>What createrepo_c has rules for: dependencies that it leaves out, paths on either side of its lines, more changes than it lists, characters that XML escapes.</summary>
internal static class OddPackage
{
    private const string Spec =
        """
        Name: odd
        Epoch: 7
        Version: 1.0
        Release: 1
        Summary: Odd <&> "quotes"
        License: MIT & <x>
        Group: G
        Packager: P <p@example.org>
        Vendor: "V"
        URL: https://example.org/?a=1&b="2"
        BuildArch: noarch
        Requires: foo, foo, foo >= 1, foo >= 0:1.0-2, bar = 3:1-1, (bash or sh)
        Requires(pre): foo
        Requires(post): foo, zed
        Requires(pretrans): earliest
        Requires(verify): looked-at
        Requires: zed, same
        Requires: libc.so.6(GLIBC_2.4)(64bit), libc.so.6(GLIBC_2.17)(64bit), libc.so.6()(64bit), libc.so.6
        Requires: /usr/bin/odd, /opt/nothing
        Provides: same = 1, p < 2
        Recommends: r1 > 1
        Suggests: s1
        Supplements: u1
        Enhances: e1
        Conflicts: c1 < 2
        Obsoletes: o1 <= 1-1
        %description

          Odd <b> & "x" 'y' é

         trailing
        %install
        mkdir -p %{buildroot}/usr/bin %{buildroot}/etc/odd.d %{buildroot}/usr/lib %{buildroot}/usr/sbin "%{buildroot}/usr/share/o & <d>" %{buildroot}/opt/bin/x %{buildroot}/usr/lib64/bin
        touch %{buildroot}/usr/bin/odd %{buildroot}/etc/odd.d/a %{buildroot}/usr/lib/sendmail %{buildroot}/usr/sbin/s %{buildroot}/opt/bin/x/y %{buildroot}/usr/lib64/bin/q
        touch "%{buildroot}/usr/share/o & <d>/ö'.txt"
        ln -s x %{buildroot}/usr/share/link
        %pre
        true
        %files
        /usr/bin/odd
        /usr/sbin/s
        /usr/lib/sendmail
        %dir /etc/odd.d
        /etc/odd.d/a
        %ghost /etc/ghosted
        %ghost %dir /var/ghostdir
        /opt/bin
        /usr/lib64/bin/q
        /usr/share/link
        "/usr/share/o & <d>"
        %changelog
        """;

    public static string Build(TemporaryFolder folder)
    {
        var spec = folder.File("odd.spec");
        File.WriteAllText(spec, Spec + "\n" + Changes());
        var answer = RealTool.Run("rpmbuild", "-bb", "--define", $"_topdir {folder.File("odd")}", "--define", "_build_id_links none", spec);
        Assert.That(answer.ExitCode, Is.Zero, () => answer.All);
        return Directory.GetFiles(folder.File("odd", "RPMS"), "*.rpm", SearchOption.AllDirectories).Single();
    }

    /// <summary>Fourteen, of which three are of one day and two of another.</summary>
    private static string Changes() => string.Concat(new[] { 14, 14, 14, 13, 13, 9, 8, 7, 6, 5, 4, 3, 2, 1 }.Select((day, number) =>
        FormattableString.Invariant($"* {new DateOnly(2024, 1, day):ddd MMM dd yyyy} A <a@example.org> - {99 - number}\n- change & <{number}>\n-  again\n")));
}
