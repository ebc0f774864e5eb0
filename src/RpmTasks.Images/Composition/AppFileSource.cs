namespace RpmTasks.Images.Composition;

/// <summary>What a published file is on this machine.</summary>
internal static class AppFileSource
{
    /// <summary>null, with the reason, when it cannot stand in a layer.</summary>
    public static CheckedFile? Inspect(AppFile file, out string fault)
    {
        fault = "";
        var size = new FileInfo(file.Source).Length;
        return new CheckedFile(file.Source, file.Path, file.FromPackage, file.Executable || IsElf(file.Source), size);
    }

    private static bool IsElf(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("\u007fELF"u8);
    }
}
