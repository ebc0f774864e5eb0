using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>Arguments of the developer's and of the administrator's reach the container as they were written.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.All))]
internal sealed class ArgumentsStory(Column column) : ServiceStory(column)
{
    private static readonly string[] Values =
    [
        "plain", "two words", "  spaces  ", "say \"hi\"", "it's", "100% %n %%", "$HOME ${HOME} $$", "a;b ; c", "back\\slash\\", "grüße 日本 🙂", "#no comment", "x=y",
    ];

    private static string RunArgs => string.Join(' ', Values.Select((value, index) => $"--env {Quoted($"D{index}={value}")}").Append("--label " + Quoted("note=" + string.Concat(Values))));

    [Row(RowGroup.Arguments, "of the package, with quotes, %, $, ; and UTF-8: byte for byte in the container")]
    public void The_packages_arguments_arrive()
    {
        Service.Transact($"rpm --install {Package(Sample.HelloAot.As("arguments", ("RpmRunArgs", ForMsBuild(RunArgs))), First)}");
        Host.Do($"systemctl start {Name}");

        Service.AssertRuns(First);
        Assert.That(Service.Variables("D[0-9]+"), Is.EquivalentTo(Values.Select((value, index) => $"D{index}={value}")));
        Assert.That(Host.Do($$$"""{{{Column.Engine}}} inspect --format '{{index .Config.Labels "note"}}' {{{Name}}}"""), Is.EqualTo(string.Concat(Values)));
        Assert.That(Host.Run($"systemd-analyze verify $(systemctl show --property=FragmentPath --value {Name})").All, Is.Empty);
    }

    [Row(RowGroup.Arguments, "of the administrator in /etc/sysconfig: byte for byte in the container")]
    public void The_administrators_arguments_arrive()
    {
        Install(First);
        Host.Do($$"""
            cat >/etc/sysconfig/{{Name}} <<'END'
            {{Name.ToUpperInvariant()}}_RUN_ARGS="--env=A0=plain '--env=A1=two words' '--env=A2=say \"hi\"' '--env=A3=100% %n' '--env=A4=\$HOME' '--env=A5=a;b' '--env=A6=grüße 日本'"
            END
            systemctl start {{Name}}
            """);

        Service.AssertRuns(First);
        Assert.That(Service.Variables("A[0-9]"), Is.EquivalentTo(new[] { "A0=plain", "A1=two words", "A2=say \"hi\"", "A3=100% %n", "A4=$HOME", "A5=a;b", "A6=grüße 日本" }));
        Host.Do($"rpm --erase {Name} 2>&1; rm /etc/sysconfig/{Name}.rpmsave");
    }

    private static string Quoted(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>What MSBuild would take for its own syntax on a command line.</summary>
    private static string ForMsBuild(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("$", "%24", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);
}
