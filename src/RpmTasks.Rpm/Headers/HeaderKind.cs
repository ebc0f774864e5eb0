namespace RpmTasks.Rpm.Headers;

/// <summary>Which of a package's two headers: its region tag, its bounds, and what its tags mean.</summary>
/// <param name="MaxEntries">Bound of the index, region entry included.</param>
/// <param name="MaxData">Bound of the data in bytes.</param>
internal sealed record HeaderKind(string Name, BinaryTag Region, uint MaxEntries, uint MaxData, Func<int, Tag?> FindTag)
{
    /// <summary>rpm before 4.16 takes 8192 bytes only, later ones 64 MiB for signatures of every file. We write the former and read the latter.</summary>
    public static HeaderKind Signature { get; } =
        new("signature header", SignatureTags.HeaderSignatures, 32, 64 << 20, SignatureTags.Find);

    /// <summary>Bytes of main header data that rpm 4.11 takes, and what we write at most.</summary>
    public const int Rpm411MaxData = (16 << 20) - 1;

    /// <summary>The bounds of rpm 4.14 and later.</summary>
    public static HeaderKind Main { get; } =
        new("main header", Tags.HeaderImmutable, 0xFFFF, (256 << 20) - 1, Tags.Find);

    /// <summary>Nothing may stand outside of the main header's region; rpm reads signature headers that are not sealed.</summary>
    public bool MustBeSealed => Region == Tags.HeaderImmutable;

    /// <summary>rpm 4.18 refuses longer arrays, which makes it the largest number of files too.</summary>
    public const uint MaxElements = (1 << 20) - 1;
}
