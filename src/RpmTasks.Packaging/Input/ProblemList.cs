using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Input;

/// <summary>Collects what is wrong with the input, so that all of it is reported at once, and reads the shapes that many properties share.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public void Add(Rule rule, params string[] particulars) => _problems.Add(Problem.Of(rule, particulars));

    public void Add(Problem problem) => _problems.Add(problem);

    /// <summary>What was found in each of several services; what all of them have is said once, as of the package.</summary>
    public void AddOfUnits(IReadOnlyCollection<(string Role, ProblemList Problems)> units)
    {
        var known = _problems.Select(problem => problem.Message).ToHashSet(StringComparer.Ordinal);
        foreach (var (role, problems) in units)
        {
            foreach (var problem in problems.Distinct().Where(problem => !known.Contains(problem.Message)))
            {
                var isOfAll = units.Count > 1 && units.All(unit => unit.Problems._problems.Any(other => other.Message == problem.Message));
                _problems.Add(isOfAll ? problem : problem with { Subject = $"RpmServiceUnit '{role}': " });
            }
        }
    }

    /// <summary>What was added without being an error.</summary>
    public ImmutableArray<Problem> Warnings => [.. Distinct().Where(problem => problem.Rule.Severity == Severity.Warning)];

    /// <exception cref="PackException">An error was added; the exception has the warnings too.</exception>
    public void ThrowIfAnyError()
    {
        if (_problems.Any(problem => problem.Rule.Severity == Severity.Error))
            throw new PackException([.. Distinct()]);
    }

    public bool Boolean(string property, string value, bool unset)
    {
        if (value.Length == 0)
            return unset;
        if (bool.TryParse(value, out var parsed))
            return parsed;
        Add(Rules.BadBoolean, property, value);
        return unset;
    }

    public int Number(string property, string value, NumberRange range)
    {
        if (value.Length == 0)
            return range.Unset;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed >= range.Lowest && parsed <= range.Highest)
            return parsed;
        Add(Rules.BadNumber, property, value, Text(range.Lowest), Text(range.Highest), Text(range.Unset));
        return range.Unset;
    }

    /// <summary>The level of a compression.</summary>
    /// <param name="levels">Null where nothing is compressed.</param>
    /// <param name="compression">What decides that, such as "RpmImageCompression=keep".</param>
    /// <returns>Null where there is none.</returns>
    public int? Level(string property, string value, NumberRange? levels, string compression)
    {
        if (levels is { } range)
            return Number(property, value, range);
        if (value.Length > 0)
            Add(Rules.NoLevel, property, value, compression);
        return null;
    }

    /// <summary>The value of the choice with this name; the first is the default.</summary>
    public T Choice<T>(string property, string value, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (value.Length == 0)
            return choices[0].Value;
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, chosen) in choices)
        {
            if (name == value)
                return chosen;
            names.Add(name);
        }

        Add(Rules.UnknownValue, property, value, string.Join(", ", names));
        return choices[0].Value;
    }

    /// <summary>Text of one line without control characters; several lines where <paramref name="multiline"/>.</summary>
    public string PlainText(string property, string value, bool multiline = false)
    {
        var text = multiline ? value.ReplaceLineEndings("\n") : value;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsControl(text[i]) || (multiline && text[i] is '\n' or '\t'))
                continue;
            Add(Rules.BadText, property, (i + 1).ToString(CultureInfo.InvariantCulture), multiline ? "" : " on one line");
            break;
        }

        if (!UnitQuote.CanCarry(text.Replace("\0", "", StringComparison.Ordinal)))
            Add(Rules.BadArgument, property, text);
        return text.Trim();
    }

    private IEnumerable<Problem> Distinct() => _problems.DistinctBy(problem => problem.Message);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The bounds of a number and its default.</summary>
internal readonly record struct NumberRange(int Lowest, int Highest, int Unset);
