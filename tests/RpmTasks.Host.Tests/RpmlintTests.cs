using System.Text.RegularExpressions;

using RpmTasks.Host.Tests.Generations;
using RpmTasks.Host.Tests.Layers;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests;

/// <summary>rpmlint of two generations on a package of every sample: what it finds is what docs/rpmlint.md explains.</summary>
public sealed partial class RpmlintTests
{
    private const string Unsigned = "error: no-signature";

    private static readonly Sample[] Samples = [Sample.HelloAot, Sample.HelloWeb, Sample.Worker, Sample.Job, Sample.Socket, Sample.DockerfileApp, Sample.Appliance];

    /// <summary>Of each way to a package one: it is the findings that are explained which the configuration leaves out.</summary>
    private static readonly Sample[] Configured = [Sample.HelloAot, Sample.DockerfileApp, Sample.Appliance];

    private readonly Dictionary<string, IReadOnlyList<ToolResult>> _answers = [];
    private TemporaryFolder _folder = null!;
    private OfflineHost _host = null!;
    private LayeredServices _layers = null!;
    private string _key = "";

    private static string[] Explained { get; } =
        [.. Row().Matches(File.ReadAllText(Repository.Path("docs", "rpmlint.md"))).Select(match => $"{match.Groups[2].Value}: {match.Groups[1].Value}")];

    [OneTimeSetUp]
    public void Prepare()
    {
        RealTool.RequireRoot();
        RealTool.Require("rpmlint");
        _folder = new TemporaryFolder();
        _host = new OfflineHost(HostRecipe.SidPodman);
        _layers = new LayeredServices(HostRecipe.SidPodman.Engine);
        _key = JudgedKey.Rsa.WriteSecret(_folder);
        Trust(JudgedKey.Rsa);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _host?.Dispose();
        _layers?.Dispose();
        _folder?.Dispose();
    }

    [TestCaseSource(nameof(Samples))]
    public void It_finds_only_what_is_explained(Sample sample)
    {
        var answers = Answers(Package(sample, _key));

        foreach (var answer in answers)
            Assert.That(FindingsOf(answer), Is.SubsetOf(Explained), answer.All);
        // rpmlint 2.8 looks for the words of rpm 4 in what rpm 6 says, and calls what rpmsign signed unsigned too.
        Assert.That(FindingsOf(answers[0]), Has.None.EqualTo(Unsigned), answers[0].All);
    }

    [TestCaseSource(nameof(Configured))]
    public void It_finds_nothing_with_our_configuration(Sample sample)
    {
        foreach (var answer in Answers(Package(sample, _key), "rpmlint.toml"))
            Assert.That(answer.Output, Does.Contain(" 0 errors, 0 warnings,"), answer.All);
    }

    [Test]
    public void It_finds_only_what_is_explained_in_packages_that_share_layers()
    {
        foreach (var package in _layers.Packages)
        {
            Assert.That(Answers(package).SelectMany(FindingsOf).Distinct(), Is.SubsetOf(Explained), package);
            foreach (var answer in Answers(package, "rpmlint.toml"))
                Assert.That(answer.Output, Does.Contain(" 0 errors, 0 warnings,"), answer.All);
        }
    }

    [Test]
    public void Nothing_is_explained_that_it_does_not_find()
    {
        var packages = Samples.Select(sample => Package(sample, _key)).Append(Package(Sample.Worker, "")).Concat(_layers.Packages);

        Assert.That(packages.SelectMany(package => Answers(package)).SelectMany(FindingsOf).Distinct(), Is.EquivalentTo(Explained));
    }

    private static string Package(Sample sample, string key) => SamplePackages.Get(sample, sample.Versions.First, HostRecipe.SidPodman.Engine, key);

    /// <summary>rpmlint calls a key unknown that rpm does not have; this machine's own database is left alone.</summary>
    private void Trust(JudgedKey key)
    {
        File.WriteAllBytes(_folder.File("public.asc"), key.Public);
        File.WriteAllText(_folder.File(".rpmmacros"), $"%_dbpath {_folder.File("db")}\n");
        Command.Do("rpmkeys", "--dbpath", _folder.File("db"), "--import", _folder.File("public.asc"));
        _host.Do($"rpmkeys --import {_host.CopyIn(_folder.File("public.asc"))}");
    }

    /// <summary>Of this machine's rpmlint and of the newest. It unpacks the whole package, so each is asked once.</summary>
    private IReadOnlyList<ToolResult> Answers(string package, string? configuration = null)
    {
        if (!_answers.TryGetValue(package + configuration, out var answers))
            _answers.Add(package + configuration, answers = [.. Ask(package, configuration)]);
        return answers;
    }

    private IEnumerable<ToolResult> Ask(string package, string? configuration)
    {
        var options = configuration is null ? "" : $"--config {_host.CopyIn(Repository.Path("docs", configuration))} ";
        string[] local = configuration is null ? [package] : ["--config", Repository.Path("docs", configuration), package];
        yield return RealTool.Run("env", [$"HOME={_folder.Path}", "rpmlint", .. local]);
        yield return _host.Run($"rpmlint {options}{_host.CopyIn(package)}");
    }

    private static HashSet<string> FindingsOf(ToolResult answer) =>
        [.. Finding().Matches(answer.Output).Select(match => $"{(match.Groups[1].Value == "E" ? "error" : "warning")}: {match.Groups[2].Value}")];

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (error|warning) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\S+: ([EW]): (\S+)", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
