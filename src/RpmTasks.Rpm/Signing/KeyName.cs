namespace RpmTasks.Rpm.Signing;

/// <summary>How a user names a key: its long ID or fingerprint in hex, as gpg prints it, with or without 0x and blanks.</summary>
/// <param name="Hex">16 or 40 digits in lower case.</param>
/// <param name="IsExact">With "!" behind it, as for gpg: this very key, not the subkey that gpg would prefer.</param>
internal sealed record KeyName(string Hex, bool IsExact)
{
    /// <returns>Null for anything else; short IDs of 8 digits too, which anybody can make a key for.</returns>
    public static KeyName? TryParse(string text)
    {
        var isExact = text.TrimEnd().EndsWith('!');
        var hex = string.Concat(text.TrimEnd().TrimEnd('!').Where(character => character is not (' ' or '\u00a0')));
        if (hex.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            hex = hex[2..];
        return hex.Length is 16 or 40 && hex.All(char.IsAsciiHexDigit) ? new KeyName(hex.ToLowerInvariant(), isExact) : null;
    }

    public bool Names(PublicKey key) => key.Name.EndsWith(Hex, StringComparison.Ordinal);
}
