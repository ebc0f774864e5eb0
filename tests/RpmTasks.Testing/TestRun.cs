namespace RpmTasks.Testing;

/// <summary>
/// What one test run makes for all its tests. An assembly that makes any ends it in a SetUpFixture of its own: a test host is killed
/// soon after its last test, so its process has no time to clean up at exit.
/// </summary>
public static class TestRun
{
    private static readonly Lock Turn = new();
    private static readonly Stack<IDisposable> Kept = [];

    /// <summary>Keeps a thing until the run ends.</summary>
    public static T Keep<T>(T thing) where T : IDisposable
    {
        lock (Turn)
            Kept.Push(thing);
        return thing;
    }

    public static void End()
    {
        lock (Turn)
        {
            while (Kept.TryPop(out var thing))
                thing.Dispose();
        }
    }
}
