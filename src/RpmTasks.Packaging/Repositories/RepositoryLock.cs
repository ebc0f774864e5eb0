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
    public static FileStream Take(string folder, Action waiting, CancellationToken cancel)
    {
        var hasSaid = false;
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
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
}
