namespace RpmTasks.Benchmarks.Charts;

/// <summary>A picture of measurements.</summary>
/// <param name="Name">Of its file, without extension.</param>
/// <param name="Title">What its numbers are of, with their unit.</param>
internal abstract record Chart(string Name, string Title)
{
    public string FileName => Name + ".svg";

    public string Markdown => $"![{Title}](performance/{FileName})";

    public abstract string ToSvg();
}
