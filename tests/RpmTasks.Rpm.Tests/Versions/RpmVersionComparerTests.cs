using RpmTasks.Rpm.Versions;
using RpmTasks.Testing;

namespace RpmTasks.Rpm.Tests.Versions;

internal sealed class RpmVersionComparerTests
{
    [TestCase("1.0", "1.0", 0)]
    [TestCase("1.0", "1_0", 0)]
    [TestCase("1.0", "1.0.", 0)]
    [TestCase("1.0", "2.0", -1)]
    [TestCase("1.10", "1.9", 1)]
    [TestCase("1.010", "1.10", 0)]
    [TestCase("1.0a", "1.0", 1)]
    [TestCase("1.0a", "1.0.1", -1)]
    [TestCase("a", "B", 1)]
    [TestCase("1.0~rc1", "1.0", -1)]
    [TestCase("1.0~rc1", "1.0~rc2", -1)]
    [TestCase("1.0~rc1~git1", "1.0~rc1", -1)]
    [TestCase("1.0^", "1.0", 1)]
    [TestCase("1.0^git1", "1.0.1", -1)]
    [TestCase("1.0^git1", "1.0^git2", -1)]
    [TestCase("1.0^git1~pre", "1.0^git1", -1)]
    [TestCase("1.0~rc1^git1", "1.0~rc1", 1)]
    [TestCase("99999999999999999999", "9999999999999999999", 1)]
    [TestCase("", "1", -1)]
    [TestCase("", "~", 1)]
    public void Orders_versions(string left, string right, int order)
    {
        Assert.That(RpmVersionComparer.Compare(left, right), Is.EqualTo(order));
        Assert.That(RpmVersionComparer.Compare(right, left), Is.EqualTo(-order));
    }

    [TestCase("1:1.0-1", "2.0-1", 1)]
    [TestCase("0:1.0-1", "1.0-1", 0)]
    [TestCase("1.0-2", "1.0-10", -1)]
    [TestCase("1.0-2", "1.0", 1)]
    [TestCase("1.0~rc.1-1", "1.0-1", -1)]
    public void Orders_epoch_then_version_then_release(string left, string right, int order)
    {
        Assert.That(RpmVersionComparer.CompareEvr(left, right), Is.EqualTo(order));
        Assert.That(RpmVersionComparer.CompareEvr(right, left), Is.EqualTo(-order));
    }

    /// <summary>One rpm process answers for all pairs.</summary>
    [Test]
    public void Agrees_with_rpm_on_any_pair()
    {
        RealTool.Require("rpm");
        var random = new Random(7);
        var pairs = Enumerable.Range(0, 4000).Select(_ => (Item1: AnyEvr(random), Item2: AnyEvr(random))).ToList();
        var calls = pairs.Select(pair => $"print(rpm.vercmp('{pair.Item1}','{pair.Item2}')..' ')");

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("compare.lua"), string.Concat(calls));

        var answer = RealTool.Run("rpm", "--eval", $"%{{lua:dofile('{folder.File("compare.lua")}')}}");

        Assert.That(answer.ExitCode, Is.Zero, answer.All);
        var actual = pairs.Select(pair => $"{pair.Item1} {pair.Item2}: {RpmVersionComparer.CompareEvr(pair.Item1, pair.Item2)}");
        var expected = answer.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Zip(pairs, (order, pair) => $"{pair.Item1} {pair.Item2}: {order}");
        Assert.That(actual, Is.EqualTo(expected));
    }

    private static string AnyEvr(Random random)
    {
        string[] pieces = ["0", "1", "9", "10", "00", "a", "b", "Z", "rc", ".", "_", "+", "~", "^", "~~", "^^", "~^"];
        return One("", "", "0:", "1:") + Version() + (random.Next(2) == 0 ? "" : "-" + Version());

        string Version() => string.Concat(random.GetItems(pieces, random.Next(1, 7)));

        string One(params string[] choices) => choices[random.Next(choices.Length)];
    }
}
