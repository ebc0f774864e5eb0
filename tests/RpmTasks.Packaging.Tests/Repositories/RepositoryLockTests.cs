using System.Runtime.InteropServices;

using RpmTasks.Packaging.Repositories;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Repositories;

/// <summary>A folder that several users share: the lock is the file of whoever was first.</summary>
public sealed class RepositoryLockTests
{
    private const int Other = 4711;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create()
    {
        RealTool.RequireRoot();
        _folder = new TemporaryFolder();
        File.WriteAllText(_folder.File(RepositoryLock.FileName), "");
        Command.Do("chmod", "0777", _folder.Path);
        Command.Do("chmod", "0444", _folder.File(RepositoryLock.FileName));
    }

    [TearDown]
    public void Remove() => _folder?.Dispose();

    [Test]
    public void Another_user_who_may_only_read_it_takes_it_and_others_wait()
    {
        using var taken = AsOther(() => RepositoryLock.Take(_folder.Path, () => { }, CancellationToken.None));
        Assert.That(Waits(), Is.True);
        taken.Dispose();
        Assert.That(Waits(), Is.False);
    }

    [Test]
    public void Another_user_waits_for_who_has_it()
    {
        using var taken = RepositoryLock.Take(_folder.Path, () => { }, CancellationToken.None);
        Assert.That(AsOther(Waits), Is.True);
        taken.Dispose();
        Assert.That(AsOther(Waits), Is.False);
    }

    [Test]
    public void Who_may_not_even_read_it_is_told_so()
    {
        Command.Do("chmod", "0400", _folder.File(RepositoryLock.FileName));
        Assert.That(() => AsOther(Waits), Throws.TypeOf<UnauthorizedAccessException>());
    }

    private bool Waits()
    {
        using var cancel = new CancellationTokenSource();
        try
        {
            RepositoryLock.Take(_folder.Path, cancel.Cancel, cancel.Token).Dispose();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Runs on a thread whose user it is, for files: Linux keeps it for each thread, and takes root's powers over files with it.</summary>
    private static T AsOther<T>(Func<T> work)
    {
        T result = default!;
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            _ = SetFileUser(Other);
            try
            {
                result = work();
            }
#pragma warning disable CA1031 // It is thrown again where the test waits.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                thrown = exception;
            }
        });
        thread.Start();
        thread.Join();
        return thrown is null ? result : throw thrown;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileUser(int user);
}
