using System.Reflection.PortableExecutable;

using RpmTasks.Images.Composition;

namespace RpmTasks.Packaging.Images;

/// <summary>
/// Assemblies that hold the path of their symbols on this machine: built elsewhere, they would be other bytes. The compiler writes it into
/// the debug directory unless it is mapped; assemblies of packages were built on machines that are nothing to this build.
/// </summary>
internal static class SymbolPaths
{
    public static IEnumerable<(string File, string Symbols)> Find(IEnumerable<AppFile> files) =>
        from file in files
        where !file.FromPackage && Path.GetExtension(file.Path) is ".dll" or ".exe"
        from symbols in SymbolsOf(file.Source)
        where Path.IsPathRooted(symbols) && File.Exists(symbols)
        select (file.Path, symbols);

    private static string[] SymbolsOf(string path)
    {
        try
        {
            using var assembly = new PEReader(File.OpenRead(path));
            return
            [
                .. assembly.ReadDebugDirectory()
                    .Where(entry => entry.Type == DebugDirectoryEntryType.CodeView)
                    .Select(entry => assembly.ReadCodeViewDebugDirectoryData(entry).Path),
            ];
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Whatever bears such a name and is no assembly has no symbols; a file that cannot be read is reported where it is needed.
            return [];
        }
    }
}
