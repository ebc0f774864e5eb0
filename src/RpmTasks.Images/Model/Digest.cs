using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace RpmTasks.Images.Model;

/// <summary>A SHA-256 content address as the OCI image specification writes it, "sha256:" and 64 lower-case hex digits.</summary>
internal sealed partial record Digest
{
    private const string Prefix = "sha256:";

    private Digest(string hex) => Hex = hex;

    public string Hex { get; }

    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"'{text}' is not a sha256 digest.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? digest)
    {
        var valid = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && HexPattern().IsMatch(text.AsSpan(Prefix.Length));
        digest = valid ? new Digest(text![Prefix.Length..]) : null;
        return valid;
    }

    public static Digest FromHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    public static Digest Of(ReadOnlySpan<byte> content) => FromHash(SHA256.HashData(content));

    public override string ToString() => Prefix + Hex;

    [GeneratedRegex("^[0-9a-f]{64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex HexPattern();
}
