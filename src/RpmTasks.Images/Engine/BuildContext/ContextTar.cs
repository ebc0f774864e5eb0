using System.Formats.Tar;
using System.Text;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine.BuildContext;

/// <summary>
/// Writes a build context as the tar an engine takes: the same bytes for the same files, whoever owns them and whenever they were made.
/// </summary>
internal sealed class ContextTar(Stream output) : IAsyncDisposable
{
    /// <summary>What a file without Unix permissions gets; Docker's own client does the same on Windows.</summary>
    private const UnixFileMode DefaultMode = (UnixFileMode)0b111_101_101;

    private const UnixFileMode PermissionBits = (UnixFileMode)0b111_111_111_111;

    /// <summary>2 January 1980: the first day that a ZIP file can hold in every time zone, so that build steps that zip do not fail.</summary>
    private static readonly DateTimeOffset ModificationTime = DateTimeOffset.FromUnixTimeSeconds(315_619_200);

    private readonly TarWriter tar = new(output, TarEntryFormat.Gnu, leaveOpen: true);

    public Task AddAsync(ContextEntry entry, CancellationToken ct) => entry switch
    {
        { Info.LinkTarget: { } target } => AddLinkAsync(entry.Name, target, ct),
        { Info: DirectoryInfo } => tar.WriteEntryAsync(New(TarEntryType.Directory, entry.Name + "/", Mode(entry.Info)), ct),
        _ => AddFileAsync(entry.Name, entry.Info.FullName, ct),
    };

    public async Task AddTextAsync(string name, string text, CancellationToken ct)
    {
        var entry = New(TarEntryType.RegularFile, name, (UnixFileMode)0b110_100_100);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        entry.DataStream = content;
        await tar.WriteEntryAsync(entry, ct).ConfigureAwait(false);
    }

    /// <summary>Adds a file, following links: for the one file that is asked for by name.</summary>
    public async Task AddFileAsync(string name, string file, CancellationToken ct)
    {
        var (entry, content) = Open(name, file);
        await using (content.ConfigureAwait(false))
        {
            var length = content.Length;
            entry.DataStream = length == 0 ? null : content;
            await tar.WriteEntryAsync(entry, ct).ConfigureAwait(false);
            if (length > 0 && content.Position != length)
                throw new ImageException(ImageFault.BuildFailed, file, "this file of the build context changed while it was read; .dockerignore can leave it out");
        }
    }

    public ValueTask DisposeAsync() => tar.DisposeAsync();

    private static (GnuTarEntry Entry, Stream Content) Open(string name, string file)
    {
        try
        {
            var info = new FileInfo(file);
            var entry = New(TarEntryType.RegularFile, name, Mode(info));
            // A pipe or a socket looks like an empty file, and opening one would wait for ever.
            return (entry, info.Length == 0 ? Stream.Null : info.Open(new FileStreamOptions { Options = FileOptions.Asynchronous, BufferSize = 0 }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(ImageFault.BuildFailed, file, $"this file of the build context cannot be read ({e.Message.TrimEnd('.')}); .dockerignore can leave it out", e);
        }
    }

    private Task AddLinkAsync(string name, string target, CancellationToken ct)
    {
        var entry = New(TarEntryType.SymbolicLink, name, (UnixFileMode)0b111_111_111);
        entry.LinkName = Path.DirectorySeparatorChar == '\\' ? target.Replace('\\', '/') : target;
        return tar.WriteEntryAsync(entry, ct);
    }

    /// <summary>Permissions are content: an image may need a file that its group can write or nobody else can read.</summary>
    private static UnixFileMode Mode(FileSystemInfo info) => OperatingSystem.IsWindows() ? DefaultMode : info.UnixFileMode & PermissionBits;

    private static GnuTarEntry New(TarEntryType type, string name, UnixFileMode mode) => new(type, name) { Mode = mode, ModificationTime = ModificationTime };
}
