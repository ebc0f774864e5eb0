using System.Globalization;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads how the service is seen to be started, well, and reloaded.</summary>
internal sealed partial class HealthReader(ServiceInput input, ProblemList problems)
{
    public HealthCheck? Check()
    {
        if (input.HealthCommand.Length == 0)
        {
            foreach (var (property, value) in Details().Where(detail => detail.Value.Length > 0))
                problems.Add(Rules.HealthWithoutCommand, property, value);
            return null;
        }

        if (input.HealthCommand.Any(char.IsControl) || !UnitQuote.CanCarry(input.HealthCommand))
            problems.Add(Rules.BadArgument, "RpmServiceHealthCommand", input.HealthCommand);
        var usual = new HealthCheck(input.HealthCommand);
        return usual with
        {
            Interval = Time("RpmServiceHealthInterval", input.HealthInterval, usual.Interval),
            Retries = problems.Number("RpmServiceHealthRetries", input.HealthRetries, new NumberRange(1, 1000, usual.Retries)),
            StartPeriod = Time("RpmServiceHealthStartPeriod", input.HealthStartPeriod, usual.StartPeriod),
        };
    }

    public Readiness Readiness(ServiceEngine engine)
    {
        var wish = problems.Choice(
            "RpmServiceNotify",
            input.Notify,
            ("conmon", Service.Readiness.Conmon),
            ("container", Service.Readiness.Container),
            ("healthy", Service.Readiness.Healthy));
        if (engine == ServiceEngine.Docker && wish == Service.Readiness.Container)
            problems.Add(Rules.NotForDocker, "RpmServiceNotify", input.Notify);
        if (wish == Service.Readiness.Healthy && input.HealthCommand.Length == 0 && engine != ServiceEngine.Systemd)
            problems.Add(Rules.HealthyWithoutCheck);
        // An app that refers to the library calls systemd, if its author did what the library is for.
        return input.Notify.Length == 0 && input.AppNotifies && engine != ServiceEngine.Docker ? Service.Readiness.Container : wish;
    }

    public string? ReloadSignal()
    {
        if (input.ReloadSignal.Length == 0)
            return null;
        if (Signals.Find(input.ReloadSignal) is { } signal)
            return signal;
        problems.Add(Rules.BadSignal, input.ReloadSignal);
        return null;
    }

    private IEnumerable<(string Property, string Value)> Details() =>
    [
        ("RpmServiceHealthInterval", input.HealthInterval),
        ("RpmServiceHealthRetries", input.HealthRetries),
        ("RpmServiceHealthStartPeriod", input.HealthStartPeriod),
    ];

    private TimeSpan Time(string property, string value, TimeSpan unset)
    {
        if (value.Length == 0)
            return unset;
        var match = TimePattern().Match(value);
        if (match.Success && int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 86_400)
        {
            return match.Groups["unit"].Value switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                _ => TimeSpan.FromSeconds(number),
            };
        }

        problems.Add(Rules.BadTime, property, value);
        return unset;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,5})(?<unit>[smh]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();
}
