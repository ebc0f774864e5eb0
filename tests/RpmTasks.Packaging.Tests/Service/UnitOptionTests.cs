using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Tests.Packing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>The project's own lines of the unit.</summary>
public sealed class UnitOptionTests
{
    [TestCase("podman")]
    [TestCase("docker")]
    public void Each_stands_in_its_section_as_it_was_written(string engine)
    {
        UnitOptionInput[] options = [new("LimitNOFILE", "65536"), new("StartLimitBurst", "3", "Unit"), new("Alias", "bestellungen.service", "Install"), new("Environment", "A=%i $x \"y\"")];
        var unit = Requests.UnitOf(Requests.Plan(Requests.Input.With(service => service with { Engine = engine, Options = [.. options] })));
        Assert.That(unit, Does.Match(@"(?s)\[Unit\][^\[]*\nStartLimitBurst=3\n[^\[]*\[Service\]"));
        Assert.That(unit, Does.Match(@"(?s)\[Service\].*\nLimitNOFILE=65536\nEnvironment=A=%i \$x ""y""\n\n\[Install\]"));
        Assert.That(unit, Does.EndWith("[Install]\nWantedBy=multi-user.target\nAlias=bestellungen.service\n"));
    }
}
