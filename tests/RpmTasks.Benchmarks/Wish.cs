using System.Globalization;

using RpmTasks.Benchmarks.Measuring;

namespace RpmTasks.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Wish(int Rounds, IReadOnlyList<Part> Parts)
{
    private const int UsualRounds = 3;

    /// <returns>Null when the arguments make no sense.</returns>
    public static Wish? Of(string[] arguments, IReadOnlyList<Part> parts)
    {
        var wish = new Wish(UsualRounds, parts);
        for (var rest = arguments; rest.Length > 0;)
        {
            if (rest is ["--only", var name, ..] && parts.FirstOrDefault(part => part.Name == name) is { } only)
                (wish, rest) = (wish with { Parts = [only] }, rest[2..]);
            else if (int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0)
                (wish, rest) = (wish with { Rounds = rounds }, rest[1..]);
            else
                return null;
        }

        return wish;
    }
}
