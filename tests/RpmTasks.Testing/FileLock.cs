namespace RpmTasks.Testing;

/// <summary>A file that one process holds. The hold ends with the process, however that ends.</summary>
internal static class FileLock
{
    /// <summary>EAGAIN: what .NET reports when flock(2) would have to wait.</summary>
    private const int HeldByAnother = 11;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <returns>Null when another holds it.</returns>
    public static FileStream? Try(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy.HResult == HeldByAnother)
        {
            return null;
        }
    }

    public static FileStream Wait(string file)
    {
        while (true)
        {
            if (Try(file) is { } held)
                return held;
            Thread.Sleep(Poll);
        }
    }
}
