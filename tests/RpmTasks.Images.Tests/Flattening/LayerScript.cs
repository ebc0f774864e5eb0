using System.Formats.Tar;
using System.Text;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing;

namespace RpmTasks.Images.Tests.Flattening;

/// <summary>
/// Layers as short texts: "d a" a directory, "f a/x=text" a file, "l a=target" a symbolic link, "h b=a" a hard link, "c n" a device, "p n" a pipe.
/// A mode may stand behind the letter: "f4755 a/x=text".
/// </summary>
internal static class LayerScript
{
    public static byte[] Tar(IEnumerable<string> lines, TarEntryFormat format = TarEntryFormat.Pax)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, format, leaveOpen: true))
        {
            foreach (var line in lines)
                tar.WriteEntry(Entry(line, format));
        }

        return bytes.ToArray();
    }

    public static ImageLayer Layer(byte[] tar, LayerCompression compression = LayerCompression.None) =>
        new(Digest.Of(tar), compression, Blob.FromBytes(SampleImage.Compress(tar, compression)));

    public static FlatTree Flatten(params IEnumerable<byte[]> tars)
    {
        using var spool = new TemporaryFolder();
        return TreeFlattener.Flatten([.. tars.Select(tar => Layer(tar))], spool.Path, _ => { }, CancellationToken.None);
    }

    /// <summary>All but the root, as the lines that make it.</summary>
    public static string[] Describe(FlatTree tree) => [.. tree.Entries.Skip(1).Select(Line)];

    public static string Text(TreeEntry entry)
    {
        using var stream = entry.Node.Content!.Open();
        return Encoding.UTF8.GetString(Reading.ReadAll(stream));
    }

    private static string Line(TreeEntry entry) => entry.Kind switch
    {
        TreeKind.Directory => $"d {entry.Path}",
        TreeKind.SymbolicLink => $"l {entry.Path}={entry.Node.LinkTarget}",
        _ => $"f {entry.Path}={Text(entry)}",
    };

    private static PosixTarEntry Entry(string line, TarEntryFormat format)
    {
        var (head, rest) = Cut(line, ' ');
        var (name, value) = Cut(rest, '=');
        var type = head[0] switch
        {
            'd' => TarEntryType.Directory,
            'l' => TarEntryType.SymbolicLink,
            'h' => TarEntryType.HardLink,
            'c' => TarEntryType.CharacterDevice,
            'p' => TarEntryType.Fifo,
            _ => TarEntryType.RegularFile,
        };
        PosixTarEntry entry = format switch
        {
            TarEntryFormat.Gnu => new GnuTarEntry(type, name),
            TarEntryFormat.Ustar => new UstarTarEntry(type, name),
            _ => new PaxTarEntry(type, name),
        };
        entry.ModificationTime = DateTimeOffset.FromUnixTimeSeconds(1000);
        entry.Mode = (UnixFileMode)(head.Length > 1 ? Convert.ToInt32(head[1..], 8) : type == TarEntryType.Directory ? 0x1ED : 0x1A4);
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = value;
        if (type == TarEntryType.RegularFile)
            entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(value));
        return entry;
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
