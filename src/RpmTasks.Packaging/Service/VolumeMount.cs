using System.Collections.Immutable;
using System.Globalization;

using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>A place of the host in the container: a directory or file by its path, or a volume of the engine by its name.</summary>
internal sealed record VolumeMount(string Source, string Target, ImmutableArray<string> Options)
{
    private const int PrivateMode = 0b111_101_000;

    /// <summary>Folders below which a package may make directories for its data.</summary>
    private static readonly string[] DataFolders = ["/var/lib/", "/var/cache/", "/var/log/", "/srv/"];

    /// <summary>Who owns a directory that is made; null for the user that the container runs as.</summary>
    public DirectoryOwner? Owner { get; init; }

    /// <summary>Permission bits of a directory that is made.</summary>
    public int Mode { get; init; } = PrivateMode;

    /// <summary>Whether several services of the package mount it.</summary>
    public bool IsShared { get; init; }

    public bool IsHostPath => Source.StartsWith('/');

    /// <summary>Data of the app's own: made if it is not there. Anything else is used as it is.</summary>
    public bool IsMade => IsHostPath && !Options.Contains("ro") && DataFolders.Any(folder => Source.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Whether each instance of a template has one of its own.</summary>
    public bool IsOfInstance => Source.Contains(CommandLine.Instance, StringComparison.Ordinal);

    public string Argument(ServiceKind kind)
    {
        // Made for this service, so labelled for it alone where SELinux is on; but others, and the instances of a template, may share it.
        var label = IsShared || (kind == ServiceKind.Template && !IsOfInstance) ? "z" : "Z";
        ImmutableArray<string> options = IsMade && !Options.Any(option => option is "z" or "Z") ? [.. Options, label] : Options;
        return $"--volume={Source}:{Target}{(options.IsEmpty ? "" : ":" + string.Join(',', options))}";
    }
}

/// <summary>Numbers: a name in an image says nothing on the host.</summary>
internal sealed record DirectoryOwner(uint User, uint Group)
{
    public static DirectoryOwner Root { get; } = new(0, 0);

    /// <param name="text">UID or UID:GID; one number is both.</param>
    /// <returns>null when it is anything else.</returns>
    public static DirectoryOwner? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length <= 2 && TryId(parts[0], out var user) && TryId(parts[^1], out var group) ? new DirectoryOwner(user, group) : null;
    }

    // The greatest number means no user at all (chown(2)).
    private static bool TryId(string text, out uint id) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id < uint.MaxValue;
}
