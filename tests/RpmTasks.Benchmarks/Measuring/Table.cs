using System.Globalization;

namespace RpmTasks.Benchmarks.Measuring;

/// <summary>A Markdown table, and the numbers in it.</summary>
internal static class Table
{
    public static string Of(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) => string.Join('\n',
    [
        Line(heads),
        string.Concat(heads.Select(_ => "|---")) + "|",
        .. rows.Select(Line),
    ]);

    public static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => Number(seconds, "0.00");

    /// <summary>Nothing for nothing; small files to the kilobyte.</summary>
    public static string Megabytes(long bytes) => bytes switch
    {
        0 => "",
        < 1_000_000 => Number(bytes / 1e6, "0.000"),
        _ => Number(bytes / 1e6, "0.0"),
    };

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
