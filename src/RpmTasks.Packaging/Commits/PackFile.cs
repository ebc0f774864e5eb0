namespace RpmTasks.Packaging.Commits;

/// <summary>A pack of objects, some of them as differences from others (gitformat-pack).</summary>
/// <param name="indexPath">pack-….idx; the pack lies beside it.</param>
/// <param name="findElsewhere">Finds an object that a difference names, in whatever pack it is.</param>
internal sealed class PackFile(string indexPath, Func<ObjectName, GitObject?> findElsewhere)
{
    /// <summary>git's own packs have chains of at most 4095.</summary>
    private const int LongestChain = 4096;

    public GitObject? Find(ObjectName name)
    {
        using var index = File.OpenRead(indexPath);
        if (PackIndex.Find(index, name) is not { } offset)
            return null;
        using var pack = File.OpenRead(Path.ChangeExtension(indexPath, ".pack"));
        return Read(pack, offset, name.Bytes.Length);
    }

    // Down to an object that is whole, then up again through the differences.
    private GitObject Read(Stream pack, long offset, int nameLength)
    {
        var deltas = new Stack<byte[]>();
        while (true)
        {
            var entry = PackEntry.Read(pack, offset, nameLength);
            if (entry.IsWhole)
                return Apply(new GitObject(entry.Kind, GitObject.Inflate(pack, entry.Length)), deltas);
            if (deltas.Count == LongestChain)
                throw new InvalidDataException("A chain of differences without end.");
            deltas.Push(GitObject.Inflate(pack, entry.Length));
            if (entry.BaseName is { } name)
                return Apply(findElsewhere(name) ?? throw new InvalidDataException("A difference from nothing."), deltas);
            offset = entry.BaseOffset;
        }
    }

    private static GitObject Apply(GitObject whole, Stack<byte[]> deltas) =>
        deltas.Aggregate(whole, (current, delta) => current with { Content = PackDelta.Apply(current.Content, delta) });
}
