using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Writing;

namespace RpmTasks.Packaging.Signing;

/// <summary>Has the user's command sign, for keys that cannot leave where they are, and believes nothing that it prints.</summary>
internal static class CommandSigner
{
    /// <param name="chosen">The key that must have signed, or another of its certificate.</param>
    /// <exception cref="PackException">The command gave no signature of that key over the header.</exception>
    public static byte[] Sign(SigningCommand command, ReadOnlySpan<byte> header, ChosenKey chosen, CancellationToken cancel)
    {
        var result = SigningProcess.RunAsync(command, header.ToArray(), cancel).GetAwaiter().GetResult();
        if (result.Failure is { } failure)
            throw new PackException(Problem.Of(Rules.SigningCommandFailed, failure));
        var signature = Read(result.Output);
        var verdict = new PublicKeys([chosen.Certificate]).Verify(signature, header);
        if (!verdict.IsGood)
            throw new PackException(Problem.Of(Rules.WrongSignature, chosen.Key.Public.Name, verdict.Detail));
        if (HeaderSignature.Read(signature).Hash is not { IsTrusted: true })
            throw new PackException(Problem.Of(Rules.WrongSignature, chosen.Key.Public.Name, "it is over a hash that hosts no longer trust"));
        return signature;
    }

    private static byte[] Read(byte[] output)
    {
        try
        {
            if (output.Length == 0)
                throw OpenPgpException.Malformed("it printed nothing");
            var signature = Armor.Remove(output).ToArray();
            if (HeaderSignature.Read(signature).Find(SubpacketType.SignatureExpiry)?.Number is > 0)
                throw OpenPgpException.Malformed("it expires, and hosts refuse the package then");
            return signature.Length <= SignatureHeader.LongestSignature
                ? signature
                : throw OpenPgpException.Malformed($"it has {signature.Length} bytes, and a package has room for {SignatureHeader.LongestSignature}");
        }
        catch (OpenPgpException exception)
        {
            throw new PackException(Problem.Of(Rules.NoSignature, exception.Message.TrimEnd('.')), exception);
        }
    }
}
