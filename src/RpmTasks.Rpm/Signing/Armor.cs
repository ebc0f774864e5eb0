using System.Text;

namespace RpmTasks.Rpm.Signing;

/// <summary>OpenPGP data as text (RFC 4880, 6): what gpg writes with --armor.</summary>
internal static class Armor
{
    private const string Begin = "-----BEGIN PGP ";
    private const string End = "-----END PGP ";

    /// <summary>64 characters, as gpg has them; 76 are the most.</summary>
    private const int BytesOfLine = 48;

    /// <summary>Bytes that are armored or not as plain packets; the blocks of a text one after the other.</summary>
    /// <exception cref="OpenPgpException">They are text without a sound block.</exception>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> data)
    {
        // Windows PowerShell writes what it redirects as UTF-16.
        var isUtf16 = data.Span.StartsWith(Encoding.Unicode.Preamble);
        // The first bit of a packet is set, that of a text, a byte order mark aside, is not.
        if (!isUtf16 && !data.Span.StartsWith(Encoding.UTF8.Preamble) && data.Length > 0 && (data.Span[0] & 0x80) != 0)
            return data;
        using var reader = new StringReader((isUtf16 ? Encoding.Unicode : Encoding.Latin1).GetString(data.Span));
        using var packets = new MemoryStream();
        var blocks = 0;
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains(Begin, StringComparison.Ordinal))
                continue;
            packets.Write(ReadBlock(reader));
            blocks++;
        }

        return blocks > 0
            ? packets.ToArray()
            : throw OpenPgpException.Malformed("it is neither OpenPGP data nor text with a line '-----BEGIN PGP …-----'");
    }

    /// <param name="kind">What stands in its first and last line: "SIGNATURE", "PUBLIC KEY BLOCK".</param>
    public static byte[] Write(string kind, ReadOnlySpan<byte> packets)
    {
        var text = new StringBuilder($"{Begin}{kind}-----\n\n");
        for (var rest = packets; !rest.IsEmpty; rest = rest[Math.Min(BytesOfLine, rest.Length)..])
            text.Append(Convert.ToBase64String(rest[..Math.Min(BytesOfLine, rest.Length)])).Append('\n');
        text.Append('=').Append(Convert.ToBase64String(Checksum(packets))).Append('\n').Append(End).Append(kind).Append("-----\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] ReadBlock(StringReader reader)
    {
        while (reader.ReadLine() is { } line && line.Trim().Length > 0)
        {
            // Headers: "Version: …", "Comment: …".
            if (!line.Contains(':', StringComparison.Ordinal))
                throw OpenPgpException.Malformed("no empty line stands before the text of its block");
        }

        var text = new StringBuilder();
        string? checksum = null;
        while (reader.ReadLine()?.Trim() is { } line)
        {
            if (line.StartsWith(End, StringComparison.Ordinal))
                return Decode(text.ToString(), checksum);
            if (line.StartsWith('='))
                checksum = line[1..];
            else
                text.Append(line);
        }

        throw OpenPgpException.Malformed("its block has no line '-----END PGP …-----'");
    }

    private static byte[] Decode(string text, string? checksum)
    {
        try
        {
            var data = Convert.FromBase64String(text);
            if (checksum is not null && !Convert.FromBase64String(checksum).AsSpan().SequenceEqual(Checksum(data)))
                throw OpenPgpException.Malformed("the checksum of its block does not fit its text");
            return data;
        }
        catch (FormatException exception)
        {
            throw new OpenPgpException(OpenPgpFault.Malformed, "the text of its block is not base64", exception);
        }
    }

    /// <summary>CRC-24 (RFC 4880, 6.1).</summary>
    private static byte[] Checksum(ReadOnlySpan<byte> data)
    {
        var crc = 0xB704CE;
        foreach (var octet in data)
        {
            crc ^= octet << 16;
            for (var bit = 0; bit < 8; bit++)
            {
                crc <<= 1;
                if ((crc & 0x1000000) != 0)
                    crc ^= 0x1864CFB;
            }
        }

        return [(byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }
}
