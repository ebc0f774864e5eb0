using System.Security.Cryptography;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Signing;

/// <summary>
/// Ready to sign: the key is read, found fit and unlocked. That is done before the work on the image begins, so that a wrong passphrase
/// costs a second and not minutes.
/// </summary>
internal sealed class PackageSigner : IDisposable
{
    private readonly SigningKey? _key;

    private PackageSigner(ChosenKey chosen, SigningKey? key, SignHeader sign)
    {
        _key = key;
        Sign = sign;
        Keys = new PublicKeys([chosen.Certificate]);
    }

    public SignHeader Sign { get; }

    /// <summary>What the result is verified with.</summary>
    public PublicKeys Keys { get; }

    /// <summary>The same for hosts, as packets.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; private init; }

    /// <param name="time">The time of everything in the package.</param>
    /// <exception cref="PackException">The key, its passphrase or its age is not right.</exception>
    public static PackageSigner Open(SigningRequest request, long time, BuildEnvironment environment, CancellationToken cancel)
    {
        try
        {
            var packets = ReadPackets(request.KeyFile);
            var chosen = KeyChoice.Choose(CertificateReader.Read(packets), new KeyWish
            {
                Name = request.KeyName,
                Moment = request.IsTimeChosen ? time : environment.Now.ToUnixTimeSeconds(),
                NeedsSecret = request.Command is null,
            });
            var publicKey = PublicCertificate.Write(packets, chosen.Certificate);
            return request.Command is { } command
                ? new PackageSigner(chosen, null, header => CommandSigner.Sign(command, header, chosen, cancel)) { PublicKey = publicKey }
                : WithSecret(request, chosen, time, environment, publicKey);
        }
        catch (OpenPgpException exception)
        {
            throw new PackException(SigningFaults.ToProblem(exception, request), exception);
        }
    }

    public void Dispose() => _key?.Dispose();

    private static PackageSigner WithSecret(SigningRequest request, ChosenKey chosen, long time, BuildEnvironment environment, byte[] publicKey)
    {
        var madeAt = SigningTime.Of(chosen.Key.Public, time, request);
        var passphrase = request.Passphrase is { } source ? Passphrase.Read(source, environment.Variable) : null;
        try
        {
            var key = SigningKey.Unlock(chosen.Key, passphrase, request.Hash);
            environment.Log.Detail($"Signing with the {chosen.Key.Public.Kind} key {chosen.Key.Public.Name}");
            return new PackageSigner(chosen, key, header => key.Sign(header, madeAt)) { PublicKey = publicKey };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passphrase);
        }
    }

    private static ReadOnlyMemory<byte> ReadPackets(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return KeyFile.ReadPackets(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackException(Problem.Of(Rules.KeyFileUnreadable, path, exception.Message.TrimEnd('.')), exception);
        }
    }
}
