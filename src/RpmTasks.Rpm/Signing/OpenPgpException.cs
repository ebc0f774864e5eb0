namespace RpmTasks.Rpm.Signing;

/// <summary>What can be wrong with a key, a passphrase or a signature.</summary>
internal enum OpenPgpFault
{
    /// <summary>The bytes are no OpenPGP, or are damaged.</summary>
    Malformed,
    OnlyPublicKeys,
    KeyNotFound,
    SeveralKeys,
    Revoked,
    Expired,
    NoSigningKey,
    UnsupportedAlgorithm,
    TooShort,

    /// <summary>What binds the key together is signed over SHA-1, which hosts no longer trust.</summary>
    WeakSelfSignature,
    PassphraseMissing,
    WrongPassphrase,

    /// <summary>The key was made after the moment that the signature should have.</summary>
    KeyTooNew,
}

/// <summary>An OpenPGP key or signature cannot be used. The message never holds anything secret.</summary>
internal sealed class OpenPgpException(OpenPgpFault fault, string detail, Exception? cause = null)
    : Exception(detail, cause)
{
    public OpenPgpFault Fault { get; } = fault;

    public static OpenPgpException Malformed(string detail) => new(OpenPgpFault.Malformed, detail);
}
