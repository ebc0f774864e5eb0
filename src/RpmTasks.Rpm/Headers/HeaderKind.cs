namespace RpmTasks.Rpm.Headers;

/// <summary>Which of a package's two headers: its region tag, its bounds, and what its tags mean.</summary>
/// <param name="MaxEntries">Bound of the index, region entry included.</param>
/// <param name="MaxData">Bound of the data in bytes.</param>
internal sealed record HeaderKind(string Name, BinaryTag Region, uint MaxEntries, uint MaxData, Func<int, Tag?> FindTag)
{
    /// <summary>rpm before 4.16 takes 8192 bytes only, later ones 64 MiB for signatures of every file. We write the former and read the latter.</summary>
    public static HeaderKind Signature { get; } =
        new("signature header", SignatureTags.HeaderSignatures, 32, 64 << 20, SignatureTags.Find);

    /// <summary>The bounds of rpm 4.11, the narrowest of those in use; later ones take 256 MiB of data.</summary>
    public static HeaderKind Main { get; } =
        new("main header", Tags.HeaderImmutable, 0xFFFF, (16 << 20) - 1, Tags.Find);

    /// <summary>rpm 4.18 refuses longer arrays, which makes it the largest number of files too.</summary>
    public const uint MaxElements = (1 << 20) - 1;
}
