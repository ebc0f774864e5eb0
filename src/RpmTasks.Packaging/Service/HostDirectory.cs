using System.Globalization;

using RpmTasks.Packaging.Service.Native;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>A directory for data that is made on the host, and never removed.</summary>
/// <param name="Mode">Permission bits.</param>
internal sealed record HostDirectory(string Path, DirectoryOwner Owner, int Mode)
{
    public bool IsOfInstance => Path.Contains(CommandLine.Instance, StringComparison.Ordinal);

    /// <summary>Whether a version of the service without an engine may have had it for a user that systemd makes at each start.</summary>
    public bool MayBePrivate => NativeFolder.At(Path) is not null;

    /// <summary>Adds its words for <see cref="ContainerVerbs.Adopt"/>: the path, and whose it is.</summary>
    public CommandLine AddTo(CommandLine line) =>
        (IsOfInstance ? line.ValueOfInstance(Path) : line.Value(Path)).Words(string.Create(CultureInfo.InvariantCulture, $"{Owner.User}:{Owner.Group}"));

    /// <summary>Makes that of one instance, which systemd-tmpfiles knows nothing of.</summary>
    public string Command => new CommandLine("/usr/bin/install")
        .Words(string.Create(CultureInfo.InvariantCulture, $"-d -m 0{Convert.ToString(Mode, 8)} -o {Owner.User} -g {Owner.Group}"))
        .ValueOfInstance(Path)
        .ToString();

    /// <summary>Its line for systemd-tmpfiles (tmpfiles.d(5)): made when absent, owner and mode set, content left alone.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"d {UnitQuote.Assignment(Path)} 0{Convert.ToString(Mode, 8)} {Owner.User} {Owner.Group} -\n");
}
