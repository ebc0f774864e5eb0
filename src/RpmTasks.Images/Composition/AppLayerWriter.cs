using System.Text;

using ICSharpCode.SharpZipLib.Tar;

using RpmTasks.Images.Model;
using RpmTasks.Images.Streams;

namespace RpmTasks.Images.Composition;

/// <summary>
/// Writes a layer: GNU tar, everything owned by root and readable by all, so that the app cannot change itself. All times are one:
/// those of a build's output differ from build to build, and would make another layer of the same content.
/// </summary>
internal sealed class AppLayerWriter(IEnumerable<LayerEntry> entries, long modified, CancellationToken cancel)
{
    private const int Program = 0x1ED; // 0755
    private const int Plain = 0x1A4; // 0644

    private readonly DateTime _time = DateTime.UnixEpoch.AddSeconds(modified);

    public void Write(Stream target)
    {
        // A blocking factor of 1: no padding to the 10,240 bytes of a tape record. Closed only when all went well: with an entry
        // half written, closing throws too, over the reason.
        var tar = new TarOutputStream(target, 1, Encoding.UTF8) { IsStreamOwner = false };
        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            if (entry.File is { } file)
                WriteFile(tar, entry.Path, file);
            else
                WriteHeader(tar, entry.Path + "/", TarHeader.LF_DIR, Program, 0);
        }

        tar.Close();
    }

    private void WriteFile(TarOutputStream tar, string path, CheckedFile file)
    {
        using var source = file.Open();
        WriteHeader(tar, path, TarHeader.LF_NORMAL, file.Executable ? Program : Plain, file.Size);
        var copied = Copying.CopyAtMost(source, tar, file.Size, cancel);
        if (copied < file.Size || source.ReadByte() >= 0)
            throw new ImageException(ImageFault.UnsuitableFile, file.Source, "changed while it was read");
        tar.CloseEntry();
    }

    private void WriteHeader(TarOutputStream tar, string name, byte type, int mode, long size) =>
        tar.PutNextEntry(new TarEntry(new TarHeader
        {
            Name = name,
            TypeFlag = type,
            Mode = mode,
            Size = size,
            ModTime = _time,
            UserId = 0,
            GroupId = 0,
            UserName = "",
            GroupName = "",
            // What GNU tar writes; the library's own default is neither GNU's nor POSIX's.
            Magic = "ustar ",
            Version = " ",
        }));
}
