using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The part of the helper that the units call about their container, where one of the same name that is not theirs is an administrator's and
/// stays, and about their directories.
/// </summary>
internal static class ContainerVerbs
{
    /// <summary>What podman makes of the variable of that name; under docker we set it.</summary>
    private const string PodmanLabel = "PODMAN_SYSTEMD_UNIT";

    private const string DockerLabel = "systemd-unit";

    /// <summary>An argument of docker's run.</summary>
    public const string DockerLabelArgument = $"--label={DockerLabel}=%n";

    /// <summary>Where podman writes the ID of the unit's container.</summary>
    public const string IdFile = "%t/%N.cid";

    /// <summary>Before a start: removes what a crash left of the unit's container, and refuses when the name is taken by another.</summary>
    public static string Claim(ServicePlan plan) => $"{plan.Paths.ImageHelper} claim {Arguments(plan)}";

    /// <summary>After a stop: removes what is left of the unit's container, and is content when there is nothing.</summary>
    public static string Release(ServicePlan plan) => $"-{plan.Paths.ImageHelper} release {Arguments(plan)}";

    /// <summary>Ends when the app is well, and fails when it will not be any more.</summary>
    public static string Wait(ServicePlan plan) => $"{plan.Paths.ImageHelper} wait {plan.ContainerName}";

    /// <summary>Before systemd-tmpfiles, which refuses a link where a directory should be.</summary>
    public static string Adopt(ServicePlan plan) =>
        plan.Directories.Where(directory => directory.MayBePrivate)
            .Aggregate(new CommandLine("-" + plan.Paths.ImageHelper).Words("adopt"), (line, directory) => directory.AddTo(line))
            .ToString();

    private static string Arguments(ServicePlan plan) => $"{plan.ContainerName} %n" + (plan.Request.Engine == ServiceEngine.Podman ? " " + IdFile : "");

    public static string Functions(ServiceEngine engine) =>
        $$$"""
        # The journal takes the priority from the line.
        refuse() {
            echo "${JOURNAL_STREAM:+<3>}$1" >&2
            exit 1
        }

        owner() { run container inspect --format '{{index .Config.Labels "{{{(engine == ServiceEngine.Docker ? DockerLabel : PodmanLabel)}}}"}}' "$1" 2>/dev/null; }

        # The second time podman removes a container that it could not stop, since its monitor is gone. docker, which removes it by itself
        # when its process ends, refuses while it does, and does not know it after that.
        discard() {
            run rm -f -v "$1" >/dev/null 2>&1 && return
            for pause in 0 0.5 1 2; do
                sleep "$pause"
                said=$(run rm -f -v "$1" 2>&1) || ! owner "$1" >/dev/null || continue
                return 0
            done
            return 1
        }

        # The file with the ID: the first podmans of version 4 leave it, and none starts a container when it is there.
        forget() { [ -z "$1" ] || rm -f "$1"; }

        claim() {
            if owner=$(owner "$1"); then
                [ "$owner" = "$2" ] ||
                    refuse "there is a container $1 that is not of $2: remove it ('${engine##*/} rm $1') or rename it ('${engine##*/} rename $1 OTHER')"
                discard "$1" || refuse "the container $1 of an earlier start cannot be removed: $(last "$said")"
            fi
            forget "${3-}"
        }

        release() {
            {{{(engine == ServiceEngine.Podman ? CleanStop + "\n    " : "")}}}if [ "$(owner "$1")" = "$2" ]; then
                {{{(engine == ServiceEngine.Docker ? "run stop \"$1\" >/dev/null 2>&1\n        " : "")}}}discard "$1"
            fi
            forget "${3-}"
        }

        # What a version without an engine kept for a user that systemd makes at each start (DynamicUser=, systemd.exec(5)) lies in a folder
        # of systemd's, with a link to it: it comes back to where the link is. Arguments: PATH OWNER, any number of times.
        adopt() {
            while [ $# -gt 1 ]; do
                link=$1
                until [ -z "$link" ] || [ -L "$link" ]; do link=${link%/*}; done
                kept=$(readlink -f "${link:-/}")
                case "$kept" in
                /var/lib/private/?*|/var/cache/private/?*|/var/log/private/?*)
                    unlink "$link" && mv "$kept" "$link" && chown root:root "$link" && chown -R -h "$2" "$1"
                    ;;
                esac
                shift 2
            done
        }


        """
        + (engine == ServiceEngine.Docker ? DockerFunctions : "");

    public static string Cases(ServiceEngine engine) =>
        "claim|release) \"$@\" ;;\n"
        + "adopt)\n    shift\n    adopt \"$@\"\n    ;;\n"
        + (engine == ServiceEngine.Docker ? "wait) await \"$2\" ;;\n" : "");

    /// <summary>podman removed the file with its container, when the unit stopped it; asking once more takes as long as podman takes to begin.</summary>
    private const string CleanStop = """[ "${SERVICE_RESULT-}" != success ] || [ -e "$3" ] || return 0""";

    private const string DockerFunctions =
        """
        await() {
            while kill -0 "$MAINPID" 2>/dev/null; do
                case "$(run container inspect --format '{{.State.Health.Status}}' "$1" 2>/dev/null)" in
                healthy) return ;;
                unhealthy)
                    said=$(run container inspect --format '{{range .State.Health.Log}}{{println .Output}}{{end}}' "$1" 2>/dev/null)
                    refuse "the app is not well: $(last "$said")"
                    ;;
                esac
                sleep 0.2
            done
            exit 1
        }


        """;
}
