using FsCheck;
using FsCheck.Fluent;

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
        var another = Gen.Zip(Version, Version).Select(pair => (Left: pair.Item1, Right: pair.Item2));
        var build = Version.Select(version => (Left: version, Right: version with { Build = "+another" }));
        var pairs = Gen.OneOf(another, another, build).Sample(6, 4000).ToList();
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
    }

    /// <summary>Versions as .NET projects have them: three or four numbers, then at most a word and numbers.</summary>
    private static Gen<SemanticVersion> Version { get; } =
        from numbers in Gen.Elements(0, 1, 2, 9, 10, 11).ListOf(3)
        from hasWord in Gen.Elements(true, true, false)
        from word in Gen.Elements("alpha", "beta", "ci", "dev", "preview", "rc")
        from count in Gen.Choose(0, 3)
        from further in Gen.Elements(0, 1, 2, 10, 99, 24080).ListOf(count)
        from build in Gen.Elements("", "", "+5", "+sha.5114f85", "+x-y")
        select new SemanticVersion([.. numbers], hasWord ? word : null, [.. further], build);

    /// <summary>The order of semver.org, item 11, for what the generator makes.</summary>
    private sealed record SemanticVersion(int[] Numbers, string? Word, int[] Further, string Build) : IComparable<SemanticVersion>
    {
        public string Text => string.Join('.', Numbers) + (Word is null ? "" : "-" + string.Join('.', [Word, .. Further.Select(number => number.ToString())])) + Build;

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
