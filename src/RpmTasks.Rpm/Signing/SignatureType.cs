namespace RpmTasks.Rpm.Signing;

/// <summary>What a signature states (RFC 4880, 5.2.1).</summary>
internal enum SignatureType
{
    BinaryDocument = 0x00,

    /// <summary>0x10 to 0x13: this user ID belongs to this key.</summary>
    GenericCertification = 0x10,
    PositiveCertification = 0x13,
    SubkeyBinding = 0x18,

    /// <summary>By the subkey: it does sign for this primary key.</summary>
    PrimaryKeyBinding = 0x19,
    DirectKey = 0x1F,
    KeyRevocation = 0x20,
    SubkeyRevocation = 0x28,
    CertificationRevocation = 0x30,
}

/// <summary>Public-key algorithms (RFC 4880, 9.1, and its successors).</summary>
internal enum KeyAlgorithm
{
    Rsa = 1,
    RsaEncrypt = 2,
    RsaSign = 3,
    Elgamal = 16,
    Dsa = 17,
    Ecdh = 18,
    Ecdsa = 19,

    /// <summary>EdDSA with the curve named by its OID: Ed25519 as GnuPG writes it.</summary>
    EdDsa = 22,
    Ed25519 = 27,
    Ed448 = 28,
}
