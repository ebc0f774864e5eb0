using System.Globalization;
using System.Text;

namespace RpmTasks.Images.Archives;

/// <summary>The records of a PAX extended header that replace fields of the header after it.</summary>
internal sealed record PaxRecords(string? Path, string? LinkPath, long? Size)
{
    /// <summary>-1 when the record is no number.</summary>
    public long? UserId { get; private init; }

    /// <inheritdoc cref="UserId"/>
    public long? GroupId { get; private init; }

    /// <summary>Seconds since 1970-01-01 UTC, without their fraction.</summary>
    public long? ModifiedAt { get; private init; }

    /// <summary>Whether the file has capabilities.</summary>
    public bool HasCapabilities { get; private init; }

    /// <summary>Whether the data are not the file's bytes but a map of its holes and what lies between.</summary>
    public bool IsSparse { get; private init; }

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
            "size" => Number(value) is { } size ? this with { Size = size } : null,
            "uid" => this with { UserId = Number(value) ?? -1 },
            "gid" => this with { GroupId = Number(value) ?? -1 },
            "mtime" => this with { ModifiedAt = Seconds(value) },
            // As Go's archive/tar, and so every builder of images, names the extended attributes of a file.
            "SCHILY.xattr.security.capability" => this with { HasCapabilities = true },
            "GNU.sparse.major" or "GNU.sparse.map" => this with { IsSparse = true },
            _ => this,
        };
    }

    private static long? Number(ReadOnlySpan<byte> value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>0 for a time before 1970, which "-1.5" is.</summary>
    private static long Seconds(ReadOnlySpan<byte> value)
    {
        var point = value.IndexOf((byte)'.');
        return Number(point < 0 ? value : value[..point]) ?? 0;
    }
}
