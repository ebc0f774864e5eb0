namespace RpmTasks.Testing.Hosts;

/// <summary>What a package could leave on a host, as lines such as "container hello" or "new /etc/hello/hello.env".</summary>
internal sealed class HostState
{
    private readonly IReadOnlySet<string> _lines;

    private HostState(IEnumerable<string> lines) => _lines = lines.ToHashSet(StringComparer.Ordinal);

    public static HostState Of(BootedHost host, OverlayChanges changes) => new(
    [
        .. host.Do(Listing(host.Recipe)).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        .. changes.List(),
    ]);

    public IReadOnlyList<string> Since(HostState earlier) => [.. _lines.Except(earlier._lines).Order(StringComparer.Ordinal)];

    /// <summary>What getty and the runtimes note for themselves is not a package's.</summary>
    private static string Listing(HostRecipe recipe) => $$$"""
        set -eu
        systemctl list-unit-files --no-legend --plain | awk '{print "unit", $1, $2}'
        systemctl list-units --all --state=failed --no-legend --plain | awk '{print "failed", $1}'
        {{{(recipe.HasEngine ? Store(recipe.Engine) : "")}}}
        find /run -mindepth 1 -maxdepth 1 ! -name agetty.reload ! -name crun ! -name netns ! -name runc ! -name sysctl.d | sed 's/^/new /'
        """;

    private static string Store(string engine) => $$$"""
        {{{engine}}} ps --all --format 'container {{.Names}}'
        {{{engine}}} images --all --no-trunc --format 'image {{.Repository}}:{{.Tag}} {{.ID}}'
        {{{engine}}} volume ls --format 'volume {{.Name}}'
        """;
}
