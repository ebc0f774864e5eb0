using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>What systemd makes folders for, each below a folder of its own.</summary>
internal enum FolderKind
{
    State,
    Cache,
    Logs,
}

/// <summary>A folder that systemd makes for the service's user, and never removes.</summary>
/// <param name="Name">Below that of its kind; %i in it is the instance of a template.</param>
internal sealed record NativeFolder(FolderKind Kind, string Name)
{
    public string Path => $"{Kind.Parent()}/{Name}";

    public bool IsOfInstance => Name.Contains(CommandLine.Instance, StringComparison.Ordinal);

    /// <summary>The path above the first part that names the instance.</summary>
    public string AboveInstance
    {
        get
        {
            var parts = Path.Split('/');
            return string.Join('/', parts.TakeWhile(part => !part.Contains(CommandLine.Instance, StringComparison.Ordinal)));
        }
    }

    /// <summary>As the directive has it, among others.</summary>
    public string Word => CommandLine.IsPlain(Name.Replace(CommandLine.Instance, "", StringComparison.Ordinal)) && !Name.Contains(':', StringComparison.Ordinal)
        ? Name
        : UnitQuote.Assignment(Name).Replace("%" + CommandLine.Instance, CommandLine.Instance, StringComparison.Ordinal);

    public static NativeFolder OfService(ServiceRequest service) =>
        new(FolderKind.State, service.Kind == ServiceKind.Template ? $"{service.Name}/{CommandLine.Instance}" : service.Name);

    /// <returns>Null for a path that is in none of those folders.</returns>
    public static NativeFolder? At(string path) =>
        Enum.GetValues<FolderKind>().Where(kind => path.StartsWith(kind.Parent() + "/", StringComparison.Ordinal)).Select(kind => new NativeFolder(kind, path[(kind.Parent().Length + 1)..])).FirstOrDefault();
}

internal static class FolderKindExtensions
{
    public static string Parent(this FolderKind kind) => kind switch
    {
        FolderKind.Cache => "/var/cache",
        FolderKind.Logs => "/var/log",
        _ => "/var/lib",
    };

    /// <summary>Where those of a user that is made at each start lie.</summary>
    public static string Private(this FolderKind kind) => kind.Parent() + "/private";

    /// <summary>StateDirectory=, CacheDirectory= or LogsDirectory=; with Mode at its end the permission bits.</summary>
    public static string Directive(this FolderKind kind) => $"{kind}Directory";
}
