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
        var places = Place().Matches(((Rule)rule).Text + ((Rule)rule).Remedy).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max() + 1;
        var particulars = Enumerable.Range(0, places).Select(place => $"<{place}>").ToArray();
        Assert.That(Problem.Of((Rule)rule, particulars).Message, Is.Not.Empty);
    }

    [Test]
    public void Every_fault_of_an_image_has_a_rule() =>
        Assert.That(Enum.GetValues<ImageFault>().Select(ImageFaults.RuleFor), Is.Unique);

    [TestCase(nameof(ImageFault.NotFound), "RPMT2001")]
    [TestCase(nameof(ImageFault.Truncated), "RPMT2002")]
    [TestCase(nameof(ImageFault.NotAnImage), "RPMT2003")]
    [TestCase(nameof(ImageFault.DigestMismatch), "RPMT2004")]
    [TestCase(nameof(ImageFault.EscapingPath), "RPMT2005")]
    [TestCase(nameof(ImageFault.LimitExceeded), "RPMT2006")]
    [TestCase(nameof(ImageFault.ImageNotListed), "RPMT2007")]
    [TestCase(nameof(ImageFault.PlatformMissing), "RPMT2008")]
    [TestCase(nameof(ImageFault.UnsuitableFile), "RPMT2009")]
    [TestCase(nameof(ImageFault.BadReference), "RPMT2010")]
    [TestCase(nameof(ImageFault.EngineUnreachable), "RPMT3001")]
    [TestCase(nameof(ImageFault.EngineFailed), "RPMT3002")]
    [TestCase(nameof(ImageFault.BuildFailed), "RPMT3003")]
    [TestCase(nameof(ImageFault.ImageUnavailable), "RPMT3004")]
    [TestCase(nameof(ImageFault.SpoolFailed), "RPMT4004")]
    public void A_fault_of_an_image_has_its_code(string fault, string code)
    {
        var problem = ImageFaults.ToProblem("RpmImage", new ImageException(Enum.Parse<ImageFault>(fault), "a.tar", "is wrong"));
        Assert.That(problem.Rule.Code, Is.EqualTo(code));
        Assert.That(problem.Message, Does.Contain("a.tar").And.Contain("is wrong"));
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
