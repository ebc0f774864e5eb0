using RpmTasks.Packaging.Layout;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The part of the helper that says why there is no image: one line with the engine's own last words and what to do, in the journal of
/// the image's unit and of every service that waits for it, since those show only that a dependency failed.
/// </summary>
internal static class ImageFailures
{
    public static string Text { get; } =
        $$$"""
        # journalctl and systemctl status of a unit show what root logged about it, too.
        fail() {
            if [ -n "${JOURNAL_STREAM-}" ]; then
                {
                    printf 'MESSAGE=%s\nPRIORITY=3\nSYSLOG_IDENTIFIER=%s\n' "$1" "${unit%.service}"
                    for object in "$unit" $(systemctl show --property=RequiredBy --value "$unit"); do
                        echo "OBJECT_SYSTEMD_UNIT=$object"
                    done
                } 2>/dev/null | logger --journald 2>/dev/null && exit 1
            fi
            echo "$1" >&2
            exit 1
        }

        # One line of what an engine said: the last, which has the cause.
        last() {
            line=${1##*'
        '}
            line=${line%.}
            line=${line#Error: }
            printf '%.500s' "${line:-it does not say why}"
        }

        # What the image is made of, by name: the names are digests of the content.
        blobs() {
            echo "$manifest"
            grep -o '"digest" *: *"sha256:[0-9a-f]*' "$1/$manifest" 2>/dev/null | sed 's/.*://'
        }

        # Names of packages whose files are not what they are named by. A link is to a layer that has a package of its own.
        damaged() {
            cd "$directory/blobs/sha256" 2>/dev/null && [ -s "$manifest" ] || { echo "$package"; return; }
            blobs . | while read -r blob; do
                echo "$blob  $blob" | sha256sum -c --status 2>/dev/null && continue
                if [ -L "$blob" ]; then printf '{{{LayerName.PackagePrefix}}}%.{{{LayerName.DigitsInPackage}}}s\n' "$blob"; else echo "$package"; fi
            done | LC_ALL=C sort -u
        }

        # One line that says what to do about packages.
        repair() {
            installed='' absent=''
            for name in "$@"; do
                if [ "$name" = "$package" ] || rpm -q "$name" >/dev/null 2>&1; then installed="$installed $name"; else absent="$absent $name"; fi
            done
            case "$installed" in ' '*' '*) whose="packages" ;; *) whose="the package" ;; esac
            [ -z "$absent" ] || printf '%s' "packages of layers are missing: 'dnf install$absent' brings them back${installed:+; }"
            [ -z "$installed" ] || printf '%s' "files of $whose are damaged: 'rpm -V$installed' shows which, 'dnf reinstall$installed' brings them back"
        }

        refusal() {
            case "$1" in
            *"no space left on device"*) remedy="make room ('df -h' shows where it lacks)" ;;
            *" by policy"*|*/policy.json*) remedy="allow local images in /etc/containers/policy.json" ;;
            *)
                broken=$(damaged)
                if [ -n "$broken" ]; then
                    # Names of packages have no blanks.
                    remedy=$(repair $broken)
                else
                    remedy="'rpm -V $package' shows whether files of the package are damaged"
                fi
                ;;
            esac
            echo "${engine##*/} cannot import $reference: $(last "$1"); $remedy"
        }


        """;

    public const string PodmanAnswers =
        """
        # There is no daemon that could be down.
        answers() { :; }


        """;

    public const string DockerAnswers =
        """
        answers() {
            said=$(run version --format '{{.Server.Version}}' 2>&1) && return
            case "$(systemctl show --property=LoadState --value docker.service)" in
            masked) state="masked: 'systemctl unmask docker.service docker.socket'" ;;
            loaded) state="$(systemctl show --property=ActiveState --value docker.service): 'journalctl -u docker' says why" ;;
            *) state="missing: install docker, which runs this service" ;;
            esac
            fail "docker does not answer, docker.service is $state ($(last "$said"))"
        }


        """;
}
