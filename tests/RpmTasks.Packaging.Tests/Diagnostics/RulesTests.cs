using System.Text.RegularExpressions;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Tests.Diagnostics;

public sealed partial class RulesTests
{
    [Test]
    public void Every_code_is_its_own() => Assert.That(Rules.All.Select(rule => rule.Code), Is.Unique);

    [TestCaseSource(typeof(Rules), nameof(Rules.All))]
    public void A_rule_says_what_and_what_to_do(object rule)
    {
        var (code, _, text, remedy) = (Rule)rule;
        Assert.That(code, Does.Match("^RPMT[123459][0-9]{3}$"));
        Assert.That(text, Does.EndWith("."));
        Assert.That(remedy, Is.Not.Empty);
    }

    [TestCaseSource(typeof(Rules), nameof(Rules.All))]
    public void A_rule_takes_the_particulars_it_names(object rule)
    {
        var places = Place().Matches(((Rule)rule).Text + ((Rule)rule).Remedy).Select(match => int.Parse(match.Groups[1].Value)).DefaultIfEmpty(-1).Max() + 1;
        var particulars = Enumerable.Range(0, places).Select(place => $"<{place}>").ToArray();
        Assert.That(Problem.Of((Rule)rule, particulars).Message, Is.Not.Empty);
    }

    [Test]
    public void Every_fault_of_an_image_has_a_rule() =>
        Assert.That(Enum.GetValues<ImageFault>().Select(ImageFaults.RuleFor), Is.Unique);

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
