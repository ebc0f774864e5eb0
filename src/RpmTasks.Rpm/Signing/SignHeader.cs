namespace RpmTasks.Rpm.Signing;

/// <summary>Makes the signature over a main header, wherever the key is.</summary>
/// <returns>One signature packet.</returns>
/// <exception cref="OpenPgpException">It cannot be made.</exception>
internal delegate byte[] SignHeader(ReadOnlySpan<byte> header);
