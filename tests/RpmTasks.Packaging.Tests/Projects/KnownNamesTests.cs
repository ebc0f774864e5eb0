using RpmTasks.Packaging.Projects;

namespace RpmTasks.Packaging.Tests.Projects;

/// <summary>What can be set is what the targets read.</summary>
public sealed class KnownNamesTests
{
    [Test]
    public void Names_are_those_that_the_targets_read()
    {
        var names = KnownNames.Parse("""
            <Target Condition="'$(PackAsRpm)' == 'true' and '$(_RpmPrivate)' == ''">
              <PackRpm A="$(RpmOne.Trim())" B="@(RpmList)" C="@(RpmFile->'%(Identity)=%(TargetPath) %(Mode)', '|')" D="@(RpmMade->'%(Name)')">
                <Output TaskParameter="Packages" ItemName="RpmMade" />
            """);
        Assert.That(names.Properties, Is.EqualTo(new[] { "PackAsRpm", "RpmFile", "RpmList", "RpmMade", "RpmOne" }));
        Assert.That(names.Items.Select(item => $"{item.Key}: {string.Join(' ', item.Value)}"), Is.EqualTo(new[] { "RpmFile: Mode TargetPath", "RpmList: " }));
        Assert.That(names.MadeItems, Is.EqualTo(new[] { "RpmMade" }));
    }

    [Test]
    public void Ours_are_those_of_the_package()
    {
        Assert.That(KnownNames.Ours.Properties, Does.Contain("RpmServiceEngine").And.Contain("RpmInspectFormat").And.Contain("RpmRuntimeIdentifiers"));
        Assert.That(KnownNames.Ours.Items["RpmServiceOption"], Is.EqualTo(new[] { "Section", "Value" }));
        Assert.That(KnownNames.Ours.MadeItems, Does.Contain("RpmPackage"));
    }
}
