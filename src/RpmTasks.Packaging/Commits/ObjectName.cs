namespace RpmTasks.Packaging.Commits;

/// <summary>The name of a git object: its SHA-1, or SHA-256 in repositories of that format.</summary>
internal sealed class ObjectName
{
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    private readonly byte[] _bytes;

    public ObjectName(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
        Hex = Convert.ToHexStringLower(bytes);
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public string Hex { get; }

    public static ObjectName? TryParse(string hex) =>
        hex.Length is Sha1Digits or Sha256Digits && hex.All(char.IsAsciiHexDigit) ? new ObjectName(Convert.FromHexString(hex)) : null;
}
