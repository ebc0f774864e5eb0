using System.Globalization;

using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>A directory for data that is made on the host, and never removed.</summary>
/// <param name="Mode">Permission bits.</param>
internal sealed record HostDirectory(string Path, DirectoryOwner Owner, int Mode)
{
    /// <summary>Its line for systemd-tmpfiles (tmpfiles.d(5)): made when absent, owner and mode set, content left alone.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"d {UnitQuote.Assignment(Path)} 0{Convert.ToString(Mode, 8)} {Owner.User} {Owner.Group} -\n");
}
