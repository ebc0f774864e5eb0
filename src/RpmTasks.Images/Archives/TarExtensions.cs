using System.Text;

namespace RpmTasks.Images.Archives;

/// <summary>A header with what the extended headers before it say instead.</summary>
/// <param name="Size">Bytes of data that follow it.</param>
internal readonly record struct TarHead(char Type, string Name, string LinkName, long Size)
{
    public required TarBlock Block { get; init; }

    public required PaxRecords? Pax { get; init; }
}

/// <summary>The long names of GNU tar and the records of PAX: headers that are about the next one.</summary>
internal sealed class TarExtensions
{
    public const char Global = 'g';

    private string? _longName;
    private string? _longLink;
    private PaxRecords? _pax;

    public static bool IsExtension(char type) => type is 'L' or 'K' or 'x' or Global;

    /// <param name="type">Not <see cref="Global"/>.</param>
    /// <returns>False when the bytes are none of that type.</returns>
    public bool Take(char type, ReadOnlySpan<byte> bytes)
    {
        if (type == 'x')
            return (_pax = PaxRecords.Parse(bytes)) is not null;
        if (type == 'L')
            _longName = Text(bytes);
        else
            _longLink = Text(bytes);
        return true;
    }

    public TarHead Apply(TarBlock block)
    {
        // Links, devices and directories have no data, whatever their size field says.
        var size = block.Type is >= '1' and <= '6' ? 0 : _pax?.Size ?? block.Size;
        var head = new TarHead(block.Type, _pax?.Path ?? _longName ?? block.Name, _pax?.LinkPath ?? _longLink ?? block.LinkName, size) { Block = block, Pax = _pax };
        (_pax, _longName, _longLink) = (null, null, null);
        return head;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
