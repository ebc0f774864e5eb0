using System.Text;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;
using RpmTasks.Testing;
using RpmTasks.Testing.Arguments;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Arguments;

/// <summary>The command of a unit, as podman would get it from systemd, and before that from quadlet: any words, not only those that podman would take.</summary>
[TestFixtureSource(nameof(Hosts))]
public class CommandLineTests(HostRecipe recipe, string kind) : SleepingServiceTests(recipe)
{
    private const string Begin = "--label=begin";
    private const string End = "--label=end";

    private static readonly object[][] Hosts =
    [
        [HostRecipe.BookwormPodman, "service"],
        [HostRecipe.TrixiePodman, "quadlet"],
        [HostRecipe.SidPodman, "service"],
        [HostRecipe.SidPodman, "quadlet"],
    ];

    [Test]
    public void Every_list_and_every_character_arrives()
    {
        var lists = ArgumentLists.Make(1000, seed: 3).Concat(Characters().Chunk(8)).Select(words => words.Where(CanBeSaid).ToArray()).ToList();

        Assert.That(Arrivals(lists), Is.EqualTo(lists));
    }

    [TestCase("a", "", "b")]
    [TestCase("a", ";", "b")]
    [TestCase("\u0080")]
    [TestCase("a\u0080b", "c")]
    public void What_is_refused_for_a_quadlet_arrives_without_one(params string[] words)
    {
        Assert.That(words.Any(word => QuadletWord.FindFault(word) is not null));
        Assert.That(Arrivals([words])[0], kind == "quadlet" ? Is.Not.EqualTo(words) : Is.EqualTo(words));
    }

    /// <summary>All that a unit can carry of the Basic Multilingual Plane.</summary>
    private IEnumerable<string> Characters() => Enumerable.Range(1, 0xFFFF)
        .Where(Rune.IsValid)
        .Select(scalar => new Rune(scalar).ToString())
        .Where(UnitQuote.CanCarry)
        .Where(character => kind != "quadlet" || character != "\u0080")
        .Chunk(100)
        .Select(some => string.Concat(some));

    private bool CanBeSaid(string word) => kind != "quadlet" || QuadletWord.FindFault(word) is null;

    /// <summary>The words that a program gets in place of podman, list by list; null where it is not started, or not with whole lists.</summary>
    private List<string[]?> Arrivals(List<string[]> lists)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("program"), "#!/bin/sh\nout=$1; shift; printf '%s\\0' \"$@\" | base64 --wrap=0 >\"$out\"\n");
        File.WriteAllText(folder.File("words.service"), "[Service]\nType=oneshot\n" + string.Concat(Commands(lists)));
        Host.Do($"""
            rm -rf /tmp/words; mkdir /tmp/words; cd /tmp/words
            install {Host.CopyIn(folder.File("program"))} /usr/bin/program
            install --mode=0644 {Host.CopyIn(folder.File("words.service"))} /etc/systemd/system/
            systemctl daemon-reload; systemctl start words || :
            """);
        return [.. Host.Do($"cd /tmp/words; for list in $(seq 0 {lists.Count - 1}); do cat $list 2>/dev/null; echo; done; echo end").Split('\n')[..^1].Select(line => Between(line))];
    }

    private IEnumerable<string> Commands(List<string[]> lists)
    {
        var service = new SleepingService(Host, "words", kind);
        var plan = service.Plan(new ServiceInput());
        var plans = lists.Select(list => plan with { Request = plan.Request with { RunArguments = [Begin, .. list, End] } });
        var texts = plans.Select(some => UnitFiles.Write(some).First().Text).ToList();
        return (kind == "quadlet" ? Quadlets(texts) : texts).Select((text, list) => Command(text, list));
    }

    private static string Command(string text, int list)
    {
        const string program = "ExecStart=/usr/bin/podman ";
        return text.Split('\n').Single(line => line.StartsWith(program, StringComparison.Ordinal)).Replace(program, $"ExecStart=/usr/bin/program /tmp/words/{list} ", StringComparison.Ordinal) + "\n";
    }

    /// <summary>What quadlet makes of such files.</summary>
    private List<string> Quadlets(List<string> texts)
    {
        using var folder = new TemporaryFolder();
        for (var text = 0; text < texts.Count; text++)
            File.WriteAllText(folder.File($"q{text}.container"), texts[text]);
        Assert.That(Testing.Command.Run(TimeSpan.FromMinutes(1), "tar", "-cf", folder.File("quadlets.tar"), "-C", folder.Path, ".").ExitCode, Is.Zero);
        var made = Host.Do($"""
            rm -rf /tmp/quadlets; mkdir /tmp/quadlets; tar -C /tmp/quadlets -xf {Host.CopyIn(folder.File("quadlets.tar"))}
            QUADLET_UNIT_DIRS=/tmp/quadlets /usr/libexec/podman/quadlet -dryrun 2>/dev/null
            """);
        // Each follows its name, "---q7.service---".
        var units = made.Split("---q")[1..].ToDictionary(unit => int.Parse(unit[..unit.IndexOf('.', StringComparison.Ordinal)], null));
        return [.. Enumerable.Range(0, texts.Count).Select(text => units[text])];
    }

    private static string[]? Between(string base64)
    {
        var words = Encoding.UTF8.GetString(Convert.FromBase64String(base64)).Split('\0');
        var (begin, end) = (Array.IndexOf(words, Begin), Array.IndexOf(words, End));
        return begin >= 0 && end > begin ? words[(begin + 1)..end] : null;
    }
}
