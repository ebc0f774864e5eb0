using System.Text.Json;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;
using RpmTasks.Testing.Arguments;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Arguments;

/// <summary>Whatever words a project or an administrator gives the engine, the container gets them byte for byte.</summary>
[TestFixtureSource(nameof(Hosts))]
public class ArgumentTests(HostRecipe recipe, string kind) : SleepingServiceTests(recipe)
{
    private const int Lists = 1000;
    private const int ListsOfAdministrators = 300;
    private const int ListsAtOnce = 100;

    private static readonly object[][] Hosts =
    [
        [HostRecipe.TrixiePodman, "service"],
        [HostRecipe.TrixieDocker, "service"],
        [HostRecipe.TrixiePodman, "quadlet"],
    ];

    [Test]
    public void The_projects_words_reach_the_container([Values(1)] int seed)
    {
        var random = new Random(seed);
        foreach (var (number, lists) in ArgumentLists.Make(Lists, seed).Chunk(ListsAtOnce).Index())
        {
            var cargo = new ArgumentCargo([.. lists.Select(words => words.Where(CanBeSaid).ToArray())]);
            var service = new SleepingService(Host, $"project{number}", kind);
            service.Start(service.Plan(new ServiceInput { RunArguments = ShellText.Write(cargo.Words, random) }));
            AssertArrived(service, cargo);
        }
    }

    [Test]
    public void The_administrators_words_reach_the_container([Values("\"", "'")] string quote)
    {
        var lists = ArgumentLists.Make(ListsOfAdministrators, seed: 2).Select(words => words.Where(word => quote == "\"" || !word.Contains('\'', StringComparison.Ordinal)).ToArray());
        foreach (var (number, some) in lists.Chunk(ListsAtOnce).Index())
        {
            var cargo = new ArgumentCargo(some);
            var service = new SleepingService(Host, $"administrator{(quote == "'" ? "s" : "")}{number}", kind);
            var plan = service.Plan(new ServiceInput());
            service.Start(plan, SysconfigText.Write(plan.Paths.EngineArgumentsVariable, cargo.Words, quote));
            AssertArrived(service, cargo);
        }
    }

    /// <summary>The build refuses the rest; <see cref="CommandLineTests"/> shows that it has to.</summary>
    private bool CanBeSaid(string word) => kind != "quadlet" || QuadletWord.FindFault(word) is null;

    private void AssertArrived(SleepingService service, ArgumentCargo cargo)
    {
        Assert.That(Visible(service.Variables()), Is.EqualTo(Visible(cargo.Variables.Select(variable => KeyValuePair.Create(variable.Key, ThroughEngine(variable.Value))))));
        Assert.That(Visible(service.Labels()), Is.EqualTo(Visible(cargo.Labels)));
    }

    /// <summary>podman itself reads the value of a variable line by line, and ends lines with LF; it keeps CR LF in labels.</summary>
    private string ThroughEngine(string value) => Recipe.Engine == "podman" ? value.Replace("\r\n", "\n", StringComparison.Ordinal) : value;

    /// <summary>So that a failure shows which character was lost.</summary>
    private static IEnumerable<string> Visible(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.Select(pair => JsonSerializer.Serialize($"{pair.Key}={pair.Value}")).Order(StringComparer.Ordinal);
}
