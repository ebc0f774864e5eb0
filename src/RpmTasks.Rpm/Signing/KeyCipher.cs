using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace RpmTasks.Rpm.Signing;

/// <summary>The ciphers that secret keys are protected with (RFC 4880, 9.2), in CFB.</summary>
/// <param name="KeySize">In bytes.</param>
internal sealed record KeyCipher(byte Number, int KeySize, Func<IBlockCipher> Engine)
{
    // gpg 2.1 and later protects with AES-128; CAST5 and 3DES are what gpg 1 and 2.0 took.
    private static readonly KeyCipher[] All =
    [
        new(2, 24, () => new DesEdeEngine()),
        new(3, 16, () => new Cast5Engine()),
        new(4, 16, () => new BlowfishEngine()),
        new(7, 16, AesUtilities.CreateEngine),
        new(8, 24, AesUtilities.CreateEngine),
        new(9, 32, AesUtilities.CreateEngine),
        new(10, 32, () => new TwofishEngine()),
        new(11, 16, () => new CamelliaEngine()),
        new(12, 24, () => new CamelliaEngine()),
        new(13, 32, () => new CamelliaEngine()),
    ];

    public int BlockSize => Engine().GetBlockSize();

    /// <exception cref="OpenPgpException">There is no such cipher here.</exception>
    public static KeyCipher Of(byte number) => Array.Find(All, cipher => cipher.Number == number)
        ?? throw new OpenPgpException(OpenPgpFault.UnsupportedAlgorithm, $"it is protected with cipher {number}, which is not supported");

    public byte[] Decrypt(byte[] key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data)
    {
        var engine = Engine();
        var cipher = new BufferedBlockCipher(new CfbBlockCipher(engine, engine.GetBlockSize() * 8));
        cipher.Init(forEncryption: false, new ParametersWithIV(new KeyParameter(key), iv.ToArray()));
        return cipher.DoFinal(data.ToArray());
    }
}
