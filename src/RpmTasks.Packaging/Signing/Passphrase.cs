using System.Security.Cryptography;
using System.Text;

using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Signing;

/// <summary>
/// Fetches the passphrase from where it is. It is read here and nowhere else, and goes to the key alone: no property, message or file
/// ever has it.
/// </summary>
internal static class Passphrase
{
    private const int LongestFile = 1 << 16;

    /// <returns>Its bytes, which the caller clears.</returns>
    /// <param name="variable">Looks up an environment variable.</param>
    /// <exception cref="PackException">There is none there.</exception>
    public static byte[] Read(PassphraseSource source, Func<string, string?> variable)
    {
        var bytes = source.Property == PassphraseSource.File ? FromFile(source) : FromVariable(source, variable);
        try
        {
            var line = FirstLine(bytes);
            return line.IsEmpty ? throw None(source, source.Value, "its first line is empty") : line.ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static byte[] FromFile(PassphraseSource source)
    {
        try
        {
            using var file = new FileStream(source.Value, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var bytes = new byte[LongestFile];
            // The rest stays zero, and no passphrase has a zero.
            file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw None(source, source.Value, exception.Message.TrimEnd('.'));
        }
    }

    private static byte[] FromVariable(PassphraseSource source, Func<string, string?> variable)
    {
        // Somebody may have given the passphrase for the name: what cannot be a name is not repeated.
        var isName = source.Value.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(source.Value[0]);
        if (!isName)
            throw None(source, "…", "it is the name of an environment variable, never the passphrase itself");
        return variable(source.Value) is { } value ? Encoding.UTF8.GetBytes(value) : throw None(source, source.Value, "there is no such environment variable");
    }

    /// <summary>Editors and "echo" end it with a line end, Windows with two characters, and put a byte order mark before it.</summary>
    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var end = bytes.IndexOfAny((byte)'\n', (byte)0);
        return (end < 0 ? bytes : bytes[..end]).TrimEnd((byte)'\r');
    }

    private static PackException None(PassphraseSource source, string value, string detail) =>
        new(Problem.Of(Rules.NoPassphrase, source.Property, value, detail));
}
