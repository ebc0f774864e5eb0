using RpmTasks.Packaging.Info;

namespace RpmTasks.Packaging.Reports;

/// <summary>How the service is confined, and its units.</summary>
internal static class ServiceSection
{
    public static Html Render(ReportFacts facts) => facts.Hardening.IsEmpty && facts.Units.IsEmpty ? Html.None : Html.Of($"""
        <section>
        <h2>Service</h2>
        {Html.Join(facts.Hardening.Select(table => Table(table, isOnly: facts.Hardening.Length == 1)))}
        {Html.Join(facts.Units.Select((unit, i) => Unit(unit, isOpen: i == 0)))}
        </section>
        """);

    private static Html Table(HardeningTable table, bool isOnly) => Html.Of(
        $"""<table class="hardening"><caption>Hardening{(isOnly ? "" : " of " + table.Service)}</caption><tbody>{Html.Join(table.Facts.Select(Row))}</tbody></table>""");

    private static Html Row(HardeningFact fact)
    {
        var (style, word) = fact.Level switch
        {
            HardeningLevel.Tight => ("tight", "tight"),
            HardeningLevel.Open => ("open", "open"),
            _ => ("usual", "usual"),
        };
        return Html.Of($"""<tr><th scope="row">{fact.What}</th><td>{fact.Value}</td><td><span class="chip {style}">{word}</span></td></tr>""");
    }

    private static Html Unit(UnitFacts unit, bool isOpen) => Html.Of(
        $"""<details{(isOpen ? new Html(" open") : Html.None)}><summary><code>{unit.Path}</code></summary><pre>{unit.Text}</pre></details>""");
}
