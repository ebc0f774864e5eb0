using System.Text;

using RpmTasks.Images.Composition;
using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Input;

/// <summary>Files of the building machine that properties name, relative to the project.</summary>
internal sealed class SourceFiles(string projectFolder, ProblemList problems)
{
    /// <summary>More than anyone writes by hand; what is read whole is bounded.</summary>
    private const int MaxTextSize = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The absolute path of a regular file that can be read; null when there is none, which is then a problem.</returns>
    public string? Find(string property, string value)
    {
        var path = value.Length == 0 || value.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(value, projectFolder);
        if (Directory.Exists(path))
            problems.Add(Rules.SourceIsFolder, property, value, property == "RpmFile" ? WholeFolder(value) : "Name a file.");
        else if (!File.Exists(path))
            problems.Add(Rules.NoSuchFile, property, value);
        else if (FindFault(path) is { } fault)
            problems.Add(Rules.UnreadableFile, property, value, fault);
        else
            return path;
        return null;
    }

    /// <summary>Its text, without a byte order mark and with line feeds alone.</summary>
    public string? ReadText(string property, string value)
    {
        if (Find(property, value) is not { } path)
            return null;
        try
        {
            if (new FileInfo(path).Length <= MaxTextSize)
                return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal);
            problems.Add(Rules.UnreadableFile, property, value, $"it has more than {MaxTextSize} bytes");
        }
        catch (DecoderFallbackException)
        {
            problems.Add(Rules.UnreadableFile, property, value, "it is not UTF-8");
        }

        return null;
    }

    /// <summary>What lies at a path that was found; behind a link, whose own length is that of its text.</summary>
    public static Content ContentOf(string path) => new(new FileInfo(TargetOf(path)).Length, () => File.OpenRead(path));

    private static string TargetOf(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static string WholeFolder(string folder) =>
        $"Name files. RpmFile takes a whole folder with Include=\"{folder.TrimEnd('/', '\\')}/**\" TargetPath=\"/usr/share/orders/%(RecursiveDir)\", and makes an empty one with Kind=\"dir\".";

    private static string? FindFault(string path)
    {
        try
        {
            var target = TargetOf(path);
            // .NET shows a pipe or a device as an empty file, and opening a pipe waits for ever.
            if (new FileInfo(target).Length == 0 && !AppFileSource.IsRegular(target))
                return "it is no regular file";
            File.OpenHandle(target).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
