namespace RpmTasks.Packaging.Tests.Service.Calendar;

/// <summary>Calendar expressions by chance: right ones, right ones with a fault put in, and words in a row that mean nothing.</summary>
internal sealed class CalendarTexts(int seed)
{
    private const string Alphabet = "0123456789*-~:/.,@ MTWFSonuedhriat%+";

    private static readonly string[] Days =
        ["Mon", "tue", "WED", "Thursday", "Fri", "saturday", "Sunday"];

    private static readonly string[] Words =
    [
        "daily", "Hourly", "minutely", "weekly", "monthly", "quarterly", "yearly", "annually", "anually", "semiannually",
        "semi-annually", "biannually", "bi-annually", "never", "@0", "@1395716396", "@7258118399", "@7258118400", "@99999999999999999999",
        "Mon", "Sun", "Mon..Fri", "Mon-Fri", "Sat..Mon", "Mon,", "Mons", "*-*-*", "*-*", "*", "2012-11-23", "12-31~1", "*-*~28", "*-*~29",
        "00:00", "12:*", "*:0/15", "*:*:*", "*:*:0/0.5", "23:59:59.9999995", "23:59:59.999999", "24:00", "T12:00", "5..5:00", "0/0:00",
        "UTC", "utc", "Europe/Berlin", "europe/berlin", "America/Argentina/Ushuaia", "Etc/GMT+12", "EST5EDT", "GMT", "gmt", "Mars/Base",
        "-", "~", ":", "/", "..", ",", ".", " ", "  ", "@", "0", "1", "70", "99", "100", "2199", "2200", "2147483647", "2147483648",
    ];

    private readonly Random _random = new(seed);

    public string Next() => _random.Next(5) switch
    {
        0 or 1 => Right(),
        2 or 3 => Damaged(Right()),
        _ => Soup(),
    };

    private string Right()
    {
        var parts = new List<string>();
        if (Chance(3))
            parts.Add(List(Weekdays));
        if (Chance(12))
            parts.Add("@" + _random.NextInt64(8_000_000_000));
        else if (parts.Count == 0 || Chance(2))
            parts.Add(DateOrTime());
        if (Chance(5))
            parts.Add(Pick("UTC", "utc", "Europe/Berlin", "Asia/Kathmandu", "CET"));
        return Chance(15) ? Pick("daily", "weekly", "MINUTELY", "semi-annually") : string.Join(Chance(20) ? "  " : " ", parts);
    }

    private string DateOrTime() => _random.Next(3) switch
    {
        0 => Date(),
        1 => Time(),
        _ => $"{Date()} {Time()}",
    };

    private string Date()
    {
        var date = Numbers(1, 12) + (Chance(4) ? "~" + Numbers(1, 28) : "-" + Numbers(1, 31));
        return Chance(2) ? date : (Chance(3) ? Numbers(0, 99) : Numbers(1970, 2199)) + "-" + date;
    }

    private string Time() => $"{Numbers(0, 23)}:{Numbers(0, 59)}{(Chance(2) ? ":" + Seconds() : "")}";

    private string Seconds() => Chance(3) ? List(() => Numbers(0, 59) + Pick("", ".5", ".000001", ".1234567")) : Numbers(0, 59);

    private string Numbers(int first, int last) => Chance(3) ? "*" : List(() => Component(first, last));

    // Ranges and steps are near the edge of what is allowed, on both sides.
    private string Component(int first, int last)
    {
        var start = _random.Next(first, last + 1);
        var stop = _random.Next(start, last + 2);
        var step = _random.Next(1, Math.Max(2, last - start + 2));
        return _random.Next(6) switch
        {
            0 => $"{start}..{stop}",
            1 => $"{start:D2}/{step}",
            2 => $"{start}..{stop:D2}/{step}",
            3 => $"{start:D2}",
            _ => $"{start}",
        };
    }

    private string Weekdays()
    {
        var first = _random.Next(Days.Length);
        return Chance(2) ? Days[first] : Days[first] + Pick("..", "-") + Days[_random.Next(first, Days.Length)];
    }

    private string List(Func<string> entry) =>
        string.Join(',', Enumerable.Range(0, Chance(3) ? _random.Next(2, 5) : 1).Select(_ => entry()));

    private string Damaged(string text)
    {
        for (var faults = _random.Next(1, 4); faults > 0; faults--)
        {
            var at = _random.Next(text.Length + 1);
            var letter = Alphabet[_random.Next(Alphabet.Length)];
            text = _random.Next(3) switch
            {
                0 => text.Insert(at, letter.ToString()),
                1 when at < text.Length => text.Remove(at, 1),
                _ when at < text.Length => text.Remove(at, 1).Insert(at, letter.ToString()),
                _ => text + letter,
            };
        }

        return text;
    }

    private string Soup() =>
        string.Concat(Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Pick(Words) + (Chance(2) ? " " : "")));

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(int of) => _random.Next(of) == 0;
}
