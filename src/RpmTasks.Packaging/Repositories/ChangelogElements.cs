using System.Xml.Linq;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Packaging.Repositories;

/// <summary>The newest entries of a package's change log, the oldest of them first.</summary>
internal static class ChangelogElements
{
    /// <summary>createrepo_c's default; the package has them all.</summary>
    private const int Most = 10;

    public static IEnumerable<XElement> Of(Header header)
    {
        var (times, names, texts) = (header.Get(Tags.ChangelogTime), header.Get(Tags.ChangelogName), header.Get(Tags.ChangelogText));
        var count = Math.Min(Most, Math.Min(times.Length, Math.Min(names.Length, texts.Length)));
        var dates = Distinct(times.Take(count));
        for (var i = count - 1; i >= 0; i--)
        {
            yield return new XElement(
                RepositoryXml.Other + "changelog",
                new XAttribute("author", RepositoryXml.Text(names[i]).TrimEnd(' ')),
                new XAttribute("date", dates[i]),
                RepositoryXml.Text(texts[i]));
        }
    }

    /// <summary>Readers order entries by their date alone: of one day, each newer entry is a second later.</summary>
    private static long[] Distinct(IEnumerable<uint> times)
    {
        long[] dates = [.. times];
        for (var i = 1; i < dates.Length; i++)
        {
            for (var newer = i - 1; newer >= 0 && dates[newer] == dates[newer + 1]; newer--)
                dates[newer]++;
        }

        return dates;
    }
}
