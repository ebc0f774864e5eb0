using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Signing;

/// <summary>The coded message for each fault of a key.</summary>
internal static class SigningFaults
{
    public static Problem ToProblem(OpenPgpException exception, SigningRequest request)
    {
        var detail = exception.Message.TrimEnd('.');
        return exception.Fault switch
        {
            OpenPgpFault.KeyNotFound => Problem.Of(Rules.KeyNotFound, request.KeyName!.Hex, $"names none of the keys in {request.KeyFile}: {detail}"),
            OpenPgpFault.WrongPassphrase => Problem.Of(Rules.WrongPassphrase, request.Passphrase!.Property, request.KeyFile),
            _ => Problem.Of(RuleFor(exception.Fault), request.KeyFile, detail),
        };
    }

    public static Rule RuleFor(OpenPgpFault fault) => fault switch
    {
        OpenPgpFault.Malformed => Rules.NotAKey,
        OpenPgpFault.OnlyPublicKeys => Rules.OnlyPublicKeys,
        OpenPgpFault.KeyNotFound => Rules.KeyNotFound,
        OpenPgpFault.SeveralKeys => Rules.SeveralKeys,
        OpenPgpFault.Revoked => Rules.KeyRevoked,
        OpenPgpFault.Expired => Rules.KeyExpired,
        OpenPgpFault.NoSigningKey => Rules.NoSigningKey,
        OpenPgpFault.UnsupportedAlgorithm => Rules.UnsupportedKey,
        OpenPgpFault.TooShort => Rules.KeyTooShort,
        OpenPgpFault.WeakSelfSignature => Rules.WeakSelfSignature,
        OpenPgpFault.PassphraseMissing => Rules.PassphraseMissing,
        OpenPgpFault.WrongPassphrase => Rules.WrongPassphrase,
        OpenPgpFault.KeyTooNew => Rules.KeyTooNew,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a rule."),
    };
}
