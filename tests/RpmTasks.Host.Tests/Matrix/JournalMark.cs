using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>A moment in a host's journal, and what was written since.</summary>
internal sealed class JournalMark(BootedHost host)
{
    // A host in a container has no such file, the clients point to their help, podman 4.3 logs an event without any text, and docker 20.10 at
    // times adds to the reason of a failed start that it no longer waits for the container.
    private const string Noise = "memory[.]events|error waiting for container: context canceled|^(See|Run) '(docker|podman) run --help'|^Usage: |^$";

    // A time, since --after-cursor of systemd 252 swallows the first line when it is of another unit than the cursor's.
    private readonly string _since = host.Do("journalctl --sync; date +@%s.%6N");

    /// <summary>What an administrator reads of a service, but for systemd's own lines: those of the app, of the engine and of the package.</summary>
    public string[] Of(string unit) => Lines($"--unit={unit}", "$3 !~ /^(systemd|[(].*[)])$/");

    /// <summary>Systemd's lines.</summary>
    public string[] OfSystemd(string unit) => Lines($"--unit={unit}", "$3 == \"systemd\"");

    // systemctl status is a terminal's view of the same, shortened to its last lines.
    public string[] InStatus(string unit) =>
        host.Run($"systemctl status --no-pager --full --lines=50 --output=cat {unit}").Output.Split('\n');

    private string[] Lines(string query, string condition) => host.Do($$"""
        journalctl --sync
        journalctl --no-pager --output=short-iso --since={{_since}} {{query}} |
            awk '{identifier = $3; sub(/\[.*|:$/, "", identifier); $3 = identifier} {{condition}} {sub(/^[^ ]* [^ ]* [^ ]* ?/, ""); print}' |
            grep --invert-match --extended-regexp "{{Noise}}" || :
        """).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
