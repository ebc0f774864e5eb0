using System.Formats.Tar;

namespace RpmTasks.Images.Tests.Building;

/// <summary>A member of a tar that a test makes.</summary>
/// <param name="Link">The target of a symbolic link; null for a file.</param>
internal sealed record Member(string Name, byte[] Content, string? Link = null)
{
    public static Member LinkTo(string name, string target) => new(name, [], target);
}

/// <summary>Tars as other programs write them: by the framework's writer, which the product does not use for them.</summary>
internal static class Tar
{
    public static byte[] Of(IEnumerable<Member> members, TarEntryFormat format = TarEntryFormat.Ustar)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach (var member in members)
                writer.WriteEntry(EntryOf(member, format));
        }

        return stream.ToArray();
    }

    /// <summary>A layer with one file.</summary>
    public static byte[] Layer(string path, string text) => Of([new Member(path, System.Text.Encoding.UTF8.GetBytes(text))]);

    /// <summary>One header with these fields and a true checksum, for what no writer writes.</summary>
    public static byte[] Header(string name, char type = '0', string size = "00000000000\0", string link = "")
    {
        var block = new byte[512];
        System.Text.Encoding.UTF8.GetBytes(name, block.AsSpan(0, 100));
        System.Text.Encoding.Latin1.GetBytes("0000644\0" + "0000000\0" + "0000000\0" + size + "00000000000\0" + "        ", block.AsSpan(100));
        block[156] = (byte)type;
        System.Text.Encoding.UTF8.GetBytes(link, block.AsSpan(157, 100));
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        "00"u8.CopyTo(block.AsSpan(263));
        var sum = block.Sum(part => (int)part);
        System.Text.Encoding.Latin1.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", block.AsSpan(148));
        return block;
    }

    public static byte[] Padded(byte[] content) => [.. content, .. new byte[-content.Length & 511]];

    public static byte[] End => new byte[1024];

    private static TarEntry EntryOf(Member member, TarEntryFormat format)
    {
        var type = member.Link is not null ? TarEntryType.SymbolicLink : member.Name.EndsWith('/') ? TarEntryType.Directory : TarEntryType.RegularFile;
        TarEntry entry = format switch
        {
            TarEntryFormat.Pax => new PaxTarEntry(type, member.Name),
            TarEntryFormat.Gnu => new GnuTarEntry(type, member.Name),
            _ => new UstarTarEntry(type, member.Name),
        };
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        if (member.Link is not null)
            entry.LinkName = member.Link;
        else if (type == TarEntryType.RegularFile)
            entry.DataStream = new MemoryStream(member.Content);
        return entry;
    }
}
