using System.Collections.Immutable;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service.Native;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>Says what has no meaning where systemd runs the image itself, and what to use instead.</summary>
/// <param name="ownUnit">The text of RpmUnitFile; null without one.</param>
internal sealed partial class NativeReader(ServiceInput input, string? ownUnit, ProblemList problems)
{
    private const string Watchdog = "Let the app tell systemd itself: RpmServiceNotify=container, and <RpmServiceOption Include=\"WatchdogSec\" Value=\"30\" />";

    public void Check()
    {
        foreach (var (property, value, reason, remedy) in Meaningless().Where(wish => wish.Value.Length > 0))
            problems.Add(Rules.NeedsEngine, property, value, reason, remedy);
        if (input.User.Length > 0 && !AccountPattern().IsMatch(input.User) && input.User is not "0")
            problems.Add(Rules.NoAccount, input.User);
        foreach (var name in input.Environment.Select(item => item.ToAssignment().Key).Where(name => !NativeEnvironment.IsName(name)))
            problems.Add(Rules.BadEnvironment, name, "systemd passes on no variable of such a name, only letters, digits and '_', no digit first");
        CheckRunArguments();
    }

    private IEnumerable<(string Property, string Value, string Reason, string Remedy)> Meaningless() =>
    [
        ("RpmServiceHealthCommand", input.HealthCommand, "systemd runs no health checks", Watchdog),
        ("RpmServiceNotify", input.Notify is "healthy" ? input.Notify : "", "systemd runs no health checks", Watchdog),
        ("RpmServiceReadOnly", IsFalse(input.ReadOnly) ? input.ReadOnly : "", "the image's files belong to the package, and the service cannot change them", "Give it a place to write: <RpmVolume Include=\"/var/lib/orders:/data\" />"),
        ("RpmPublishPorts", IsFalse(input.PublishPorts) ? input.PublishPorts : "", "what the app listens on it listens on at the host", "Let it listen on loopback: <RpmEnvironment Include=\"ASPNETCORE_URLS\" Value=\"http://127.0.0.1:8080\" />"),
        ("RpmServiceCapabilities", input.Capabilities is ["default"] ? "default" : "", "there are no usual ones", "Name those that the app needs, for example NET_BIND_SERVICE"),
        ("RpmUnitFile", HasRunWords() ? input.UnitFile : "", "its @RUNARGS@ are arguments of the engine's run", "Write RootDirectory=@IMAGE@ and ExecStart= with the program in the image"),
    ];

    private bool HasRunWords() => ownUnit?.Contains("@RUNARGS@", StringComparison.Ordinal) == true;

    private void CheckRunArguments()
    {
        ImmutableArray<string> words;
        try
        {
            words = ShellWords.Split(input.RunArguments);
        }
        catch (FormatException exception)
        {
            problems.Add(Rules.BadRunArgs, input.RunArguments, exception.Message);
            return;
        }

        foreach (var (word, remedy) in NativeRunArguments.Remedies(words))
            problems.Add(Rules.RunArgWithoutEngine, word, remedy);
    }

    private static bool IsFalse(string value) => bool.TryParse(value, out var parsed) && !parsed;

    // What useradd takes, and systemd with it (user_record name in strict mode).
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]{0,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountPattern();
}
