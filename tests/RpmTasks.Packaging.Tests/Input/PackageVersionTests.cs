using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Versions;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Input;

public sealed class PackageVersionTests
{
    [TestCase("1.2.3", "1.2.3")]
    [TestCase("1.2.3.4", "1.2.3.4")]
    [TestCase("1.2.3-beta.1", "1.2.3~beta.1")]
    [TestCase("1.2.3-beta.1+sha.5114f85", "1.2.3~beta.1")]
    [TestCase("1.2.3+build-5", "1.2.3")]
    [TestCase("1.0.0-x-y-z.1", "1.0.0~x_y_z.1")]
    public void A_semantic_version_becomes_an_rpm_version(string version, string rpm) =>
        Assert.That(PackageVersion.FromSemVer(version), Is.EqualTo(rpm));

    [Test]
    public void Releases_of_dotnet_keep_their_order()
    {
        string[] ascending =
        [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-beta", "1.0.0-preview.1", "1.0.0-preview.1.24080.9",
            "1.0.0-preview.2", "1.0.0-rc.1", "1.0.0-rc.1.25451.107", "1.0.0-rc.2", "1.0.0", "1.0.1-alpha", "1.0.1",
        ];
        var mapped = ascending.Select(PackageVersion.FromSemVer).ToList();
        foreach (var (lower, higher) in mapped.Zip(mapped.Skip(1)))
            Assert.That(RpmVersionComparer.Compare(lower, higher), Is.Negative, $"{lower} < {higher}");
    }

    /// <summary>One rpm process answers for all pairs.</summary>
    [Test]
    public void Rpm_orders_versions_as_their_project_does()
    {
        RealTool.Require("rpm");
        var random = new Random(7);
        var pairs = Enumerable.Range(0, 4000).Select(_ => (Left: Version(random), Right: Version(random)))
            .Concat(Enumerable.Range(0, 1000).Select(_ => Version(random)).Select(version => (Left: version, Right: version with { Build = "+another" })))
            .ToList();
        var calls = pairs.Select(pair => $"print(rpm.vercmp('{PackageVersion.FromSemVer(pair.Left.Text)}','{PackageVersion.FromSemVer(pair.Right.Text)}')..' ')");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("compare.lua"), string.Concat(calls));

        var answer = RealTool.Run("rpm", "--eval", $"%{{lua:dofile('{folder.File("compare.lua")}')}}");

        var orders = answer.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse).ToList();
        Assert.That(orders, Has.Count.EqualTo(pairs.Count), answer.All);
        foreach (var ((left, right), order) in pairs.Zip(orders))
        {
            Assert.That(order, Is.EqualTo(left.CompareTo(right)), $"{left.Text} {right.Text}");
            Assert.That(RpmVersionComparer.Compare(PackageVersion.FromSemVer(left.Text), PackageVersion.FromSemVer(right.Text)), Is.EqualTo(order));
        }

        Assert.That(orders.Distinct(), Is.EquivalentTo([-1, 0, 1]));
        Assert.That(pairs.Select(pair => pair.Left.Text).Distinct().Count(), Is.GreaterThan(1000));
    }

    /// <summary>Versions as .NET projects have them: three or four numbers, then at most a word and numbers.</summary>
    private static SemanticVersion Version(Random random) => new(
        random.GetItems([0, 1, 2, 10], 3),
        random.Next(3) > 0 ? random.GetItems(["alpha", "beta", "ci", "dev", "preview", "rc"], 1)[0] : null,
        random.GetItems([0, 1, 2, 10, 99, 24080], random.Next(4)),
        random.GetItems(["", "", "+5", "+sha.5114f85", "+x-y"], 1)[0]);

    /// <summary>The order of semver.org, item 11, for what the generator makes.</summary>
    private sealed record SemanticVersion(int[] Numbers, string? Word, int[] Further, string Build) : IComparable<SemanticVersion>
    {
        public string Text => string.Join('.', Numbers) + (Word is null ? "" : "-" + string.Join('.', [Word, .. Further.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))])) + Build;

        public int CompareTo(SemanticVersion? other)
        {
            var order = Compare(Numbers, other!.Numbers);
            if (order == 0)
                order = (Word is null).CompareTo(other.Word is null);
            if (order != 0 || Word is null)
                return Math.Sign(order);
            order = string.CompareOrdinal(Word, other.Word);
            return Math.Sign(order != 0 ? order : Compare(Further, other.Further));
        }

        private static int Compare(int[] left, int[] right)
        {
            var order = left.Zip(right, (one, two) => one.CompareTo(two)).FirstOrDefault(difference => difference != 0);
            return order != 0 ? order : left.Length.CompareTo(right.Length);
        }
    }

    [TestCase("1.2.3~rc.1", true)]
    [TestCase("4.110", true)]
    [TestCase("1^git5", true)]
    [TestCase("", false)]
    [TestCase("1-2", false)]
    [TestCase("1..2", false)]
    [TestCase("1 2", false)]
    [TestCase("%{version}", false)]
    public void Only_the_characters_of_rpm_are_valid(string value, bool valid) =>
        Assert.That(PackageVersion.IsValid(value), Is.EqualTo(valid));
}
