namespace RpmTasks.Rpm.Headers;

/// <summary>The tags of the signature header (rpmSigTag_e in rpmtag.h). Their numbers overlap those of the main header and mean other things.</summary>
internal static class SignatureTags
{
    private static readonly Dictionary<int, Tag> All = [];

    public static readonly BinaryTag HeaderSignatures = Add(new BinaryTag(62, "HEADERSIGNATURES"));
    public static readonly BinaryTag Dsa = Add(new BinaryTag(267, "DSA"));
    public static readonly BinaryTag Rsa = Add(new BinaryTag(268, "RSA"));
    public static readonly StringTag Sha1 = Add(new StringTag(269, "SHA1"));
    public static readonly Int64Tag LongSize = Add(new Int64Tag(270, "LONGSIZE"));
    public static readonly Int64Tag LongArchiveSize = Add(new Int64Tag(271, "LONGARCHIVESIZE"));
    public static readonly StringTag Sha256 = Add(new StringTag(273, "SHA256"));
    public static readonly StringArrayTag FileSignatures = Add(new StringArrayTag(274, "FILESIGNATURES"));
    public static readonly Int32Tag FileSignatureLength = Add(new Int32Tag(275, "FILESIGNATURELENGTH"));
    public static readonly StringArrayTag VeritySignatures = Add(new StringArrayTag(276, "VERITYSIGNATURES"));
    public static readonly Int32Tag VeritySignatureAlgo = Add(new Int32Tag(277, "VERITYSIGNATUREALGO"));
    public static readonly StringArrayTag OpenPgp = Add(new StringArrayTag(278, "OPENPGP"));
    public static readonly StringTag Sha3 = Add(new StringTag(279, "SHA3_256"));
    public static readonly BinaryTag Reserved = Add(new BinaryTag(999, "RESERVED"));
    public static readonly Int32Tag Size = Add(new Int32Tag(1000, "SIZE"));
    public static readonly BinaryTag Pgp = Add(new BinaryTag(1002, "PGP"));
    public static readonly BinaryTag Md5 = Add(new BinaryTag(1004, "MD5"));
    public static readonly BinaryTag Gpg = Add(new BinaryTag(1005, "GPG"));
    public static readonly Int32Tag PayloadSize = Add(new Int32Tag(1007, "PAYLOADSIZE"));
    public static readonly BinaryTag ReservedSpace = Add(new BinaryTag(1008, "RESERVEDSPACE"));

    public static Tag? Find(int number) => All.GetValueOrDefault(number);

    private static T Add<T>(T tag)
        where T : Tag
    {
        All.Add(tag.Number, tag);
        return tag;
    }
}
