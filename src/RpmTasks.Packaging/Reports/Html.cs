using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Reports;

/// <summary>Markup. Text gets into it only through <see cref="HtmlHandler"/>, which escapes it, so that it cannot be forgotten anywhere.</summary>
internal sealed record Html(string Markup)
{
    public static Html None { get; } = new("");

    public static Html Of(HtmlHandler handler) => new(handler.Markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;
}

/// <summary>Makes markup of an interpolated string: its literal parts are markup, its holes text, unless they are markup themselves.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private readonly StringBuilder _markup;

    public HtmlHandler(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (formattedCount * 16));

    public string Markup => _markup.ToString();

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(Html markup) => _markup.Append(markup.Markup);

    /// <summary>Line by line, so that what would move a reader's eye (control characters, turned text) is written out.</summary>
    public void AppendFormatted(string? text) => _markup.AppendJoin('\n', VisibleText.Lines(text ?? "").Select(WebUtility.HtmlEncode));

    public void AppendFormatted(long number) => _markup.Append(number);
}
