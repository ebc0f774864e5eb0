namespace RpmTasks.Packaging.Repositories;

/// <summary>One build at a time changes a repository. The system lets go of the lock of a build that was killed.</summary>
internal static class RepositoryLock
{
    /// <summary>It stays: to remove it would let two builds hold two files of that name.</summary>
    public const string FileName = ".rpmtasks.lock";

    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>EAGAIN, which is EWOULDBLOCK: 11 on Linux, 35 on macOS.</summary>
    private static readonly int[] Taken = [SharingViolation, 11, 35];

    /// <param name="waiting">Told once, when another holds it.</param>
    /// <returns>Holds the lock until it is disposed.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made, or not even read.</exception>
    public static FileStream Take(string folder, Action waiting, CancellationToken cancel)
    {
        var hasSaid = false;
        while (true)
        {
            try
            {
                return Open(Path.Combine(folder, FileName));
            }
            catch (IOException exception) when (Taken.Contains(exception.HResult))
            {
                if (!hasSaid)
                    waiting();
                hasSaid = true;
                if (cancel.WaitHandle.WaitOne(Pause))
                    cancel.ThrowIfCancellationRequested();
            }
        }
    }

    // In a folder that several users share the file is of whoever was first, and others may only read it; the lock is the same.
    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
        }
    }
}
