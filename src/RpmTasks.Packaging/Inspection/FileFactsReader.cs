using System.Globalization;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;

namespace RpmTasks.Packaging.Inspection;

internal static class FileFactsReader
{
    private const int Permissions = 0xFFF;

    private static readonly (FileFlags Flag, string Name)[] FlagNames =
    [
        (FileFlags.Config, "config"),
        (FileFlags.NoReplace, "noreplace"),
        (FileFlags.MissingOk, "missingok"),
        (FileFlags.Doc, "doc"),
        (FileFlags.License, "license"),
        (FileFlags.ReadMe, "readme"),
        (FileFlags.SpecFile, "spec"),
        (FileFlags.Artifact, "artifact"),
        (FileFlags.Ghost, "ghost"),
    ];

    public static FileFacts Read(FileEntry file) => new(
        file.Path,
        TypeOf(file),
        Convert.ToString(file.Mode & Permissions, 8).PadLeft(4, '0'),
        file.Owner,
        file.Group,
        file.Size)
    {
        Time = DateTimeOffset.FromUnixTimeSeconds(file.ModifiedAt),
        Flags = [.. from flag in FlagNames where file.Flags.HasFlag(flag.Flag) select flag.Name],
        LinkTarget = NullIfEmpty(file.LinkTarget),
        Digest = NullIfEmpty(file.Digest),
        Capabilities = NullIfEmpty(file.Capabilities),
        Device = file.IsDevice ? string.Create(CultureInfo.InvariantCulture, $"{file.DeviceNumber >> 8}, {file.DeviceNumber & 0xFF}") : null,
    };

    private static string TypeOf(FileEntry file) => (file.Mode >> 12) switch
    {
        0x8 => "file",
        0x4 => "dir",
        0xA => "symlink",
        0x2 => "char",
        0x6 => "block",
        0x1 => "fifo",
        _ => "unknown",
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
