using System.Globalization;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>The values of any entry as text, so that entries of two headers can be compared and shown.</summary>
internal static class HeaderValues
{
    public static IReadOnlyList<string> Of(Header header, HeaderIndexEntry entry) => entry.Type switch
    {
        TagType.Int16 => Text(header.Get(new Int16Tag(entry.Tag, ""))),
        TagType.Int32 => Text(header.Get(new Int32Tag(entry.Tag, ""))),
        TagType.Int64 => Text(header.Get(new Int64Tag(entry.Tag, ""))),
        TagType.Binary or TagType.Char or TagType.Int8 => [Convert.ToHexStringLower(header.Get(new BinaryTag(entry.Tag, "")))],
        _ => header.Get(new StringArrayTag(entry.Tag, "")),
    };

    private static IReadOnlyList<string> Text<T>(T[] numbers)
        where T : IFormattable =>
        [.. numbers.Select(number => number.ToString(null, CultureInfo.InvariantCulture))];
}
