using System.Text;

namespace RpmTasks.Packaging.Text;

/// <summary>Breaks long lines at their blanks. Short lines, and words that are longer than a line, stay as they are.</summary>
internal static class LineWrap
{
    public static string At(int width, string text) => string.Join('\n', text.Split('\n').Select(line => line.Length <= width ? line : Break(width, line)));

    private static string Break(int width, string line)
    {
        var indent = line[..(line.Length - line.TrimStart(' ').Length)];
        var broken = new StringBuilder();
        var length = 0;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var fits = length > 0 && length + 1 + word.Length <= width;
            broken.Append(fits ? " " : length > 0 ? "\n" + indent : indent).Append(word);
            length = fits ? length + 1 + word.Length : indent.Length + word.Length;
        }

        return broken.ToString();
    }
}
