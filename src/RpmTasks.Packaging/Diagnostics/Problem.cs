using System.Collections.Immutable;
using System.Globalization;

namespace RpmTasks.Packaging.Diagnostics;

/// <summary>One finding: a rule and its particulars.</summary>
internal sealed record Problem(Rule Rule, ImmutableArray<string> Particulars)
{
    /// <summary>Longer values, a build's output say, are cut: a message is read in a build log.</summary>
    private const int LongestParticular = 4000;

    /// <summary>Where it stands, if whoever found it knows.</summary>
    public Place? At { get; init; }

    /// <summary>What the message begins with, where the rule alone does not tell which of several is meant.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What is wrong, without the remedy.</summary>
    public string Text => Subject + Fill(Rule.Text);

    public string Message => Subject + Fill(Rule.Text + " " + Rule.Remedy);

    public static Problem Of(Rule rule, params string[] particulars) => new(rule, [.. particulars]);

    private string Fill(string text) => string.Format(CultureInfo.InvariantCulture, text, Particulars.Select(Shorten).ToArray<object>());

    private static string Shorten(string value) => value.Length <= LongestParticular ? value : value[..LongestParticular] + "…";
}

/// <summary>Packing stops here: what was wrong, all of it that could be found out at once.</summary>
internal sealed class PackException(ImmutableArray<Problem> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.Message)), inner)
{
    public PackException(Problem problem, Exception? inner = null)
        : this([problem], inner)
    {
    }

    public ImmutableArray<Problem> Problems { get; } = problems;
}
