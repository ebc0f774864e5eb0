using System.Text.RegularExpressions;

using RpmTasks.Packaging.Service.Calendar;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service.Calendar;

public sealed partial class CalendarExpressionTests
{
    // Of a range that has only its beginning systemd before 246 thinks so too; and what C's strtoul takes for a number after '@',
    // a sign or spaces first, is not in the manual.
    private static readonly string[] Stricter = ["does not reach a second value", "after '@' stand the seconds since 1970"];

    private static readonly string[] Right =
    [
        "minutely", "Hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "annually", "semiannually", "daily UTC", "weekly Europe/Berlin",
        "Mon", "Mon..Fri 02:30", "Mon-Fri 02:30", "mon,Wednesday,FRI..sun 08:05:40", "Mon, 12:00", "Wed-Wed,Wed *-1",
        "2003-03-05 05:40", "03-05", "*-*-7 0:0:0", "10-15", "12-10-15 1:2:3", "Thu,Fri 2012-*-1,5 11:12:13", "*-*~1", "*-02~03 00:00",
        "Mon *-05~07/1", "*-*-01..07", "*:0,15,30,45", "*-*~1 04:00", "2027-01-01 00:00 UTC", "*:0/15", "0/2:30", "9..17/2:00", "*:*:0/2", "*:*:0/0.5", "12:00:00.123456789", "23:59:59.999999",
        "2012-11-23 ", "@0", "@1395716396", "Mon @7258118399", "08:05 America/Argentina/Ushuaia", "08:05 Etc/GMT+12", "08:05 utc",
    ];

    private static readonly TestCaseData<string, string>[] Wrong =
    [
        new("", "it is empty"),
        new(" daily", "a space stands first"),
        new("often", "the 'o' at position 1 cannot stand there"),
        new("täglich", "the character U+00E4 has no meaning there"),
        new("daily\nOnBootSec=1", "the character U+000A has no meaning there"),
        new("%i", "the '%' at position 1 cannot stand there"),
        new("0 2 * * 1-5", "the ' ' at position 2 cannot stand there"),
        new("*", "it ends too early"),
        new("12:", "it ends too early"),
        new("24:00", "the hour is from 0 to 23 there"),
        new("12:60", "the minute is from 0 to 59 there"),
        new("12:00:60", "the second is from 0 to 59.999999 there"),
        new("12:00:59.9999999", "the second is from 0 to 59.999999 there"),
        new("13-01", "the month is from 1 to 12 there"),
        new("01-32", "the day is from 1 to 31 there"),
        new("*-*~29", "the day from the end of the month is from 1 to 28 there"),
        new("*-*~3,26", "the day from the end of the month is from 1 to 25 there"),
        new("2200-01-01", "the year is from 1970 to 2199 there"),
        new("99999999999-01-01", "the number 99999999999 is too large"),
        new("12:00:2148", "the number 2148 is too large"),
        new("@7258118400", "@7258118400 is after the year 2199"),
        new("@", "after '@' stand the seconds since 1970"),
        new("@5 12:00", "the ' ' at position 3 cannot stand there"),
        new("*:*/2", "the '/' at position 4 cannot stand there"),
        new("*:0/0", "a step of 0 never ends"),
        new("*:50/10", "the step does not lead to another minute"),
        new("*:*:10/2147", "the step does not lead to another second"),
        new("17..9:00", "the range of the hour ends before it begins"),
        new("5..5:00", "the range of the hour does not reach a second value"),
        new("*:*:10..20/2147", "the range of the second does not reach a second value"),
        new("Sat..Mon", "a range of weekdays ends at the latest on Sunday; list them, as Sat,Mon"),
        new("Mons", "the 's' at position 4 cannot stand there"),
        new("Mon Tue 12:00", "the 'T' at position 5 cannot stand there"),
        new("12:00 Mon", "'Mon' is neither UTC nor a time zone as Europe/Berlin is, and weekdays come first, without a space between them"),
        new("12:00 berlin", "'berlin' is neither UTC nor a time zone as Europe/Berlin is, and weekdays come first, without a space between them"),
        new("2012-11-23T12:00", "the 'T' at position 11 cannot stand there"),
        new("00:00 UTC UTC", "the ' ' at position 6 cannot stand there"),
    ];

    [TestCaseSource(nameof(Right))]
    public void What_systemd_reads_is_accepted(string text) => Assert.That(CalendarExpression.FindFault(text), Is.Null);

    [TestCaseSource(nameof(Wrong))]
    public void Anything_else_is_refused_with_its_reason(string text, string reason) =>
        Assert.That(CalendarExpression.FindFault(text), Is.EqualTo(reason));

    [Test]
    public void A_list_is_as_long_as_systemd_reads_one([Values(241, 242)] int entries)
    {
        RealTool.Require("systemd-analyze");
        var text = $"*:{string.Join(',', Enumerable.Repeat(0, entries))}";
        Assert.That(CalendarExpression.FindFault(text), Is.EqualTo(entries > 241 ? "a list has more than 241 entries" : null));
        Assert.That(RefusedBySystemd([text]), Has.Count.EqualTo(entries - 241));
    }

    [Test]
    public void Systemd_is_of_the_same_opinion_about_the_tables()
    {
        RealTool.Require("systemd-analyze");
        var wrong = Wrong.Select(row => (string)row.Arguments[0]!).Where(text => !text.Contains('\n', StringComparison.Ordinal)).ToList();
        Assert.That(RefusedBySystemd([.. Right, .. wrong]), Is.EquivalentTo(wrong.Except(["5..5:00", "*:*:10..20/2147"])));
    }

    [Test]
    public void Systemd_is_of_the_same_opinion_about_any_text([Range(1, 6)] int seed)
    {
        RealTool.Require("systemd-analyze");
        var texts = new CalendarTexts(seed);
        var batch = Enumerable.Range(0, 1000).Select(_ => texts.Next()).ToList();
        var refused = RefusedBySystemd(batch);

        Assert.Multiple(() =>
        {
            foreach (var text in batch)
            {
                var fault = CalendarExpression.FindFault(text);
                if (fault is null ? IsZoneOfThisHost(text) : !Stricter.Any(fault.EndsWith))
                    Assert.That(fault is not null, Is.EqualTo(refused.Contains(text)), $"'{text}': {fault ?? "accepted"}");
            }
        });
        Assert.That(refused, Has.Count.InRange(200, 900), "both right and wrong ones were asked about");
    }

    // Which zones there are only the host knows, and systemd asks it.
    private static bool IsZoneOfThisHost(string text) =>
        ZonePattern().Match(text) is not { Success: true } zone || File.Exists("/usr/share/zoneinfo/" + zone.Groups[1].Value.Replace("utc", "UTC", StringComparison.Ordinal));

    private static HashSet<string> RefusedBySystemd(IReadOnlyCollection<string> texts)
    {
        // In another zone its own abbreviations would be read as well.
        var judged = RealTool.Run("env", ["TZ=UTC", "systemd-analyze", "calendar", "--", .. texts]);
        return [.. RefusedPattern().Matches(judged.Error).Select(line => line.Groups[1].Value)];
    }

    [GeneratedRegex(@" ([A-Za-z]\S*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZonePattern();

    [GeneratedRegex(@"^Failed to parse calendar specification '(.*)': [A-Za-z ]+$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex RefusedPattern();
}
