namespace RpmTasks.Rpm.Reading;

/// <summary>How much a finding weighs. What we write ourselves must have none.</summary>
internal enum FindingKind
{
    /// <summary>Parts contradict one another or cannot be read: some rpm refuses the package, or installs something else.</summary>
    Damage,

    /// <summary>A signature is sound, but not by a key that was given, or by one that must not sign; or there is none and should be.</summary>
    Untrusted,

    /// <summary>Worth knowing: older, unusual, or not accepted everywhere.</summary>
    Note,
}

/// <summary>Something to say about a package.</summary>
/// <param name="What">The part that is meant: a header, a tag, a file's path, the payload.</param>
/// <param name="Detail">What was found there, and what was expected.</param>
internal sealed record RpmFinding(string What, string Detail)
{
    public FindingKind Kind { get; init; }

    /// <summary>What a host makes of it; null where that goes without saying.</summary>
    public string? OnHost { get; init; }

    public override string ToString() => $"{What}: {Detail}";
}

/// <summary>Collects what there is to say about a package. A thoroughly broken one does not need a finding for each of a million files.</summary>
internal sealed class RpmFindings
{
    private const int MostOfAKind = 100;

    private readonly List<RpmFinding> _all = [];

    public IReadOnlyList<RpmFinding> All => _all;

    public void Add(string what, string detail, string? onHost = null) => Add(new RpmFinding(what, detail) { OnHost = onHost });

    public void AddUnless(bool isSound, string what, string detail, string? onHost = null)
    {
        if (!isSound)
            Add(what, detail, onHost);
    }

    public void Distrust(string what, string detail, string? onHost = null) =>
        Add(new RpmFinding(what, detail) { Kind = FindingKind.Untrusted, OnHost = onHost });

    public void Note(string what, string detail, string? onHost = null) =>
        Add(new RpmFinding(what, detail) { Kind = FindingKind.Note, OnHost = onHost });

    public void NoteUnless(bool isUsual, string what, string detail, string? onHost = null)
    {
        if (!isUsual)
            Note(what, detail, onHost);
    }

    /// <summary>Each kind is counted for itself: no number of notes hides damage.</summary>
    private void Add(RpmFinding finding)
    {
        if (_all.Count(other => other.Kind == finding.Kind) < MostOfAKind)
            _all.Add(finding);
    }
}
