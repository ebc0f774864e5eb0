using System.Globalization;
using System.Text;

namespace RpmTasks.Images.Archives;

/// <summary>The records of a PAX extended header that replace fields of the header after it.</summary>
internal sealed record PaxRecords(string? Path, string? LinkPath, long? Size)
{
    /// <summary>null when the bytes are no PAX records ("LENGTH KEY=VALUE\n", POSIX.1-2001 pax).</summary>
    public static PaxRecords? Parse(ReadOnlySpan<byte> bytes)
    {
        var records = new PaxRecords(null, null, null);
        while (bytes.Length > 0)
        {
            var blank = bytes.IndexOf((byte)' ');
            if (blank is < 1 or > 9 || !int.TryParse(bytes[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                return null;
            if (length <= blank + 1 || length > bytes.Length || bytes[length - 1] != (byte)'\n')
                return null;
            if (records.With(bytes[(blank + 1)..(length - 1)]) is not { } more)
                return null;
            records = more;
            bytes = bytes[length..];
        }

        return records;
    }

    private PaxRecords? With(ReadOnlySpan<byte> record)
    {
        var sign = record.IndexOf((byte)'=');
        if (sign < 1)
            return null;
        var value = record[(sign + 1)..];
        return Encoding.UTF8.GetString(record[..sign]) switch
        {
            "path" => this with { Path = Encoding.UTF8.GetString(value) },
            "linkpath" => this with { LinkPath = Encoding.UTF8.GetString(value) },
            "size" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? this with { Size = size } : null,
            _ => this,
        };
    }
}
