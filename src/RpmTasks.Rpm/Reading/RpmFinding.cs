namespace RpmTasks.Rpm.Reading;

/// <summary>Something wrong with a package.</summary>
/// <param name="What">The part that is wrong: a header, a tag, a file's path, the payload.</param>
internal sealed record RpmFinding(string What, string Detail);

/// <summary>Collects what is wrong with a package. A thoroughly broken one does not need a finding for each of a million files.</summary>
internal sealed class RpmFindings
{
    private const int Most = 100;

    private readonly List<RpmFinding> _all = [];

    public IReadOnlyList<RpmFinding> All => _all;

    public void Add(string what, string detail)
    {
        if (_all.Count < Most)
            _all.Add(new RpmFinding(what, detail));
    }

    public void AddUnless(bool isSound, string what, string detail)
    {
        if (!isSound)
            Add(what, detail);
    }
}
