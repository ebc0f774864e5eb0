namespace RpmTasks.Images.Engine;

/// <summary>The length-delimited fields of a protobuf message: strings, bytes and messages. Numbers are passed over.</summary>
internal static class ProtobufFields
{
    private const int VarintType = 0, Fixed64Type = 1, DelimitedType = 2, Fixed32Type = 5;

    /// <summary>Ends at the first byte that makes no sense.</summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Content)> Of(ReadOnlyMemory<byte> message)
    {
        while (TryVarint(ref message, out var tag))
        {
            switch ((int)(tag & 7))
            {
                case VarintType when TryVarint(ref message, out _):
                    break;
                case Fixed64Type when TryTake(ref message, sizeof(ulong), out _):
                    break;
                case Fixed32Type when TryTake(ref message, sizeof(uint), out _):
                    break;
                case DelimitedType when TryVarint(ref message, out var length) && TryTake(ref message, length, out var content):
                    yield return ((int)(tag >> 3), content);
                    break;
                default:
                    yield break;
            }
        }
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> message, ulong length, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (length > (ulong)message.Length)
            return false;
        content = message[..(int)length];
        message = message[(int)length..];
        return true;
    }

    private static bool TryVarint(ref ReadOnlyMemory<byte> message, out ulong value)
    {
        value = 0;
        for (var i = 0; i < message.Length && i < 10; i++)
        {
            value |= (ulong)(message.Span[i] & 0x7f) << (7 * i);
            if (message.Span[i] < 0x80)
            {
                message = message[(i + 1)..];
                return true;
            }
        }
        return false;
    }
}
