using System.Globalization;

namespace RpmTasks.Packaging.Inspection;

/// <summary>A file as ls(1) shows it.</summary>
internal static class FileText
{
    private const string Bits = "rwxrwxrwx";

    public static void Add(ReportLines report, FileFacts file, string digestAlgorithm)
    {
        var target = file.LinkTarget is null ? "" : " -> " + file.LinkTarget;
        var flags = file.Flags.IsEmpty ? "" : $" [{string.Join(", ", file.Flags)}]";
        var capabilities = file.Capabilities is null ? "" : $" {{{file.Capabilities}}}";
        var size = file.Device ?? file.Size.ToString(CultureInfo.InvariantCulture);
        report.Line($"{ModeOf(file)} {file.Owner}:{file.Group} {size,9} {file.Path}{target}{flags}{capabilities}");
        // What an administrator changes is what one compares.
        if (file is { Digest: { } digest } && file.Flags.Contains("config"))
            report.Line($"           {digestAlgorithm} {digest}");
    }

    /// <summary>"-rwxr-xr-x".</summary>
    public static string ModeOf(FileFacts file)
    {
        var mode = Convert.ToInt32(file.Mode, 8);
        var text = Bits.Select((bit, i) => (mode >> (8 - i) & 1) != 0 ? bit : '-').ToArray();
        Special(text, 2, (mode & 0x800) != 0, 's');
        Special(text, 5, (mode & 0x400) != 0, 's');
        Special(text, 8, (mode & 0x200) != 0, 't');
        return TypeOf(file.Type) + new string(text);
    }

    /// <summary>setuid, setgid and the sticky bit stand where x does; as capitals when x is not there.</summary>
    private static void Special(char[] text, int place, bool isSet, char letter)
    {
        if (isSet)
            text[place] = text[place] == 'x' ? letter : char.ToUpperInvariant(letter);
    }

    private static char TypeOf(string type) => type switch
    {
        "file" => '-',
        "dir" => 'd',
        "symlink" => 'l',
        "char" => 'c',
        "block" => 'b',
        "fifo" => 'p',
        _ => '?',
    };
}
