using System.Security.Cryptography;
using System.Text;

namespace RpmTasks.Packaging.Packing;

/// <summary>Files of one pack beside their final names, until all of them are ready.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="owner">Name of the package that they are for.</param>
internal sealed class StagedFiles(string folder, string owner) : IDisposable
{
    private readonly List<(string Temporary, string Final)> _files = [];

    /// <returns>Where to write the file meanwhile.</returns>
    public string Add(string name)
    {
        // The name is fixed, so that what a killed build left is overwritten by the next; but builds that write one layer at the same time,
        // each for its own package, must not meet.
        var mine = name == owner ? "" : "." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..8];
        var temporary = Path.Combine(folder, $".{name}{mine}.partial");
        _files.Add((temporary, Path.Combine(folder, name)));
        return temporary;
    }

    /// <summary>Where a file that was added is meanwhile.</summary>
    public string PathOf(string name) => _files.Single(file => Path.GetFileName(file.Final) == name).Temporary;

    /// <summary>Gives each its name, the one that was added first at last. When one cannot have it, none lies there that did not before.</summary>
    /// <param name="stays">Whether what lies under a name already is as good, and stays instead; without it all is replaced.</param>
    public void Commit(Predicate<string>? stays = null)
    {
        var made = new List<string>();
        try
        {
            foreach (var (temporary, final) in _files.AsEnumerable().Reverse())
            {
                if (MoveToNew(temporary, final))
                    made.Add(final);
                else if (stays?.Invoke(final) is not true)
                    File.Move(temporary, final, overwrite: true);
            }
        }
        catch
        {
            made.ForEach(Remove);
            throw;
        }
    }

    public void Dispose() => _files.ForEach(file => Remove(file.Temporary));

    /// <returns>False when a file has the name.</returns>
    private static bool MoveToNew(string temporary, string final)
    {
        if (File.Exists(final))
            return false;
        try
        {
            File.Move(temporary, final);
            return true;
        }
        catch (IOException) when (File.Exists(final))
        {
            // Since a moment ago.
            return false;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder that cannot be written cannot be cleaned either, and its own message stands already.
        }
    }
}
