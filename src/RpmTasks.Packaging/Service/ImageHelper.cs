using System.Text.RegularExpressions;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>
/// The POSIX sh program that keeps the image in the engine's store: the package has the image, the store is a cache of it. Its other
/// verbs are <see cref="ContainerVerbs"/>.
/// </summary>
internal static partial class ImageHelper
{
    public static string Write(ServicePlan plan) =>
        Head(plan)
        + (IsDocker(plan) ? "run() { \"$engine\" \"$@\"; }\n\n" : PodmanRun)
        + ImageFailures.Text
        + (IsDocker(plan) ? ImageFailures.DockerAnswers + DockerLoad : ImageFailures.PodmanAnswers + (PipesArchive(plan) ? PodmanLoad : PodmanPull))
        + Images
        + ContainerVerbs.Functions(plan.Request.Engine)
        + Verbs
        + ContainerVerbs.Cases(plan.Request.Engine)
        + Usage;

    /// <summary>Whether tar hands the image to the engine. Not every host has it: Amazon Linux 2023 can do without.</summary>
    public static bool PipesArchive(ServicePlan plan) => IsDocker(plan) || !IsRepositoryName(plan.PackageName);

    private static bool IsDocker(ServicePlan plan) => plan.Request.Engine == ServiceEngine.Docker;

    private static string Head(ServicePlan plan) =>
        $$$"""
        #!/bin/sh
        # The container image of {{{plan.PackageName}}}: ensure it is in the engine | prune older ones | remove all.
        # The rest is for the units: a container that is in the way.
        set -u
        package={{{ShellQuote.Word(plan.PackageName)}}}
        engine={{{ShellQuote.Word(plan.EngineProgram)}}}
        id={{{plan.Image.ConfigDigest.Hex}}}
        manifest={{{plan.Image.ManifestDigest.Hex}}}
        repository={{{ShellQuote.Word(plan.Image.Name.Repository)}}}
        reference={{{ShellQuote.Word(plan.Image.Name.Reference)}}}
        directory={{{ShellQuote.Word(plan.Paths.ImageFolder)}}}
        unit={{{ShellQuote.Word(plan.Paths.ImageUnit)}}}


        """;

    private const string PodmanRun =
        """
        # Events would be lines in the journal of the unit that runs this.
        run() { "$engine" --events-backend=none "$@"; }


        """;

    // Before 4.7 podman names what it pulls from a folder after the folder, and refuses when that is no name of a repository.
    private static bool IsRepositoryName(string folder) => RepositoryName().IsMatch(folder);

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryName();

    // What tar complains of, the engine complains of too, and better. Links lead to layers that have packages of their own.
    private const string PodmanLoad =
        """
        load() {
            if ! is_ours "$id"; then
                tar -C "$directory" -chf - . 2>/dev/null | run load -q >/dev/null || return 1
            fi
            run tag "$id" "$reference"
        }


        """;

    private const string PodmanPull =
        """
        load() {
            if ! is_ours "$id"; then
                run pull -q "oci:$directory:$reference" >/dev/null || return 1
            fi
            # Before 4.7 podman names it after the folder.
            run tag "$id" "$reference" || return 1
            run untag "$id" "localhost$directory:latest" >/dev/null 2>&1 || :
        }


        """;

    private const string DockerLoad =
        """
        load() {
            # One of docker's stores takes an archive that lacks a layer, or has another in its place, and misses it only when a container
            # starts: at once, or when it has cleared away what an earlier import left of it.
            for blob in $(blobs "$directory/blobs/sha256"); do
                [ -s "$directory/blobs/sha256/$blob" ] || { echo "its blob $blob is missing"; return 1; }
                [ "$(sha256sum <"$directory/blobs/sha256/$blob" | cut -c 1-64)" = "$blob" ] || { echo "its blob $blob is damaged"; return 1; }
            done
            tar -C "$directory" -chf - . 2>/dev/null | run load -q >/dev/null
        }


        """;

    private const string Images =
        """
        # One of the two digests is the ID, depending on the engine's store.
        is_ours() {
            found=$(run image inspect --format '{{.Id}}' "$1" 2>/dev/null) || return 1
            case "${found#sha256:}" in "$id"|"$manifest") return 0 ;; esac
            return 1
        }

        ensure() {
            [ -x "$engine" ] || fail "$engine is missing: install ${engine##*/}, which runs this service"
            is_ours "$reference" && return
            answers
            echo "importing $reference from $directory"
            said=$(load 2>&1) || fail "$(refusal "$said")"
            is_ours "$reference" && return
            # Not under its name: what it is nobody knows.
            run rmi "$reference" >/dev/null 2>&1
            fail "$(refusal "another image came of it")"
        }

        # Names of this package's images: an image that is tagged elsewhere too, or in use, stays.
        drop() {
            run images --filter "reference=$repository" --format '{{.Repository}}:{{.Tag}}' 2>/dev/null |
            while read -r name; do
                # The filter finds images, and lists every name that they have.
                case "$name" in "$1"|*:'<none>') continue ;; "$repository":*) ;; *) continue ;; esac
                image=$(run image inspect --format '{{.Id}}' "$name" 2>/dev/null) || continue
                run rmi "$name" >/dev/null 2>&1 && echo "removed image $name" >&2
                is_nameless "$image" || continue
                for pause in 0 0.5 1; do
                    sleep "$pause"
                    run rmi "$image" >/dev/null 2>&1 && continue 2
                done
                run tag "$image" "$name" >/dev/null 2>&1
            done
        }

        # docker only takes the name off an image that a container has come to use meanwhile; nobody would find it again.
        is_nameless() { [ "$(run image inspect --format '{{len .RepoTags}}' "$1" 2>/dev/null)" = 0 ]; }


        """;

    private const string Verbs =
        """
        case "${1-}" in
        ensure) ensure ;;
        prune) drop "$reference" ;;
        remove) drop '' ;;

        """;

    private const string Usage =
        """
        *)
            echo "usage: $0 ensure|prune|remove" >&2
            exit 64
            ;;
        esac
        exit 0

        """;
}
