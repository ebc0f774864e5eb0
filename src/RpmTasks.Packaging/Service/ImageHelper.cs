using System.Text.RegularExpressions;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>The POSIX sh program that keeps the image in the engine's store: the package has the image, the store is a cache of it.</summary>
internal static partial class ImageHelper
{
    public static string Write(ServicePlan plan) =>
        Head(plan)
        + (plan.Request.Engine == ServiceEngine.Docker ? DockerLoad : IsRepositoryName(plan.PackageName) ? PodmanPull : PodmanLoad)
        + Verbs;

    private static string Head(ServicePlan plan) =>
        $$$"""
        #!/bin/sh
        # The container image of {{{plan.PackageName}}}: ensure it is in the engine | prune older ones | remove all
        set -u
        engine={{{ShellQuote.Word(plan.EngineProgram)}}}
        id={{{plan.Image.ConfigDigest.Hex}}}
        manifest={{{plan.Image.ManifestDigest.Hex}}}
        repository={{{ShellQuote.Word(plan.Image.Name.Repository)}}}
        reference={{{ShellQuote.Word(plan.Image.Name.Reference)}}}
        directory={{{ShellQuote.Word(plan.Paths.ImageFolder)}}}

        # One of the two digests is the ID, depending on the engine's store.
        is_ours() {
            found=$("$engine" image inspect --format '{{.Id}}' "$1" 2>/dev/null) || return 1
            case "${found#sha256:}" in "$id"|"$manifest") return 0 ;; esac
            return 1
        }


        """;

    // Before 4.7 podman names what it pulls from a folder after the folder, and refuses when that is no name of a repository.
    private static bool IsRepositoryName(string folder) => RepositoryName().IsMatch(folder);

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryName();

    private const string PodmanLoad =
        """
        load() {
            if ! is_ours "$id"; then
                tar -C "$directory" -cf - . | "$engine" load -q >/dev/null || return 1
            fi
            "$engine" tag "$id" "$reference"
        }


        """;

    private const string PodmanPull =
        """
        load() {
            if ! is_ours "$id"; then
                "$engine" pull -q "oci:$directory:$reference" >/dev/null || return 1
            fi
            # Before 4.7 podman names it after the folder.
            "$engine" tag "$id" "$reference" || return 1
            "$engine" untag "$id" "localhost$directory:latest" >/dev/null 2>&1 || :
        }


        """;

    private const string DockerLoad =
        """
        load() {
            tar -C "$directory" -cf - . | "$engine" load -q >/dev/null
        }


        """;

    private const string Verbs =
        """
        # Names of this package's images: an image that is tagged elsewhere too, or in use, stays.
        drop() {
            "$engine" images --filter "reference=$repository" --format '{{.Repository}}:{{.Tag}}' 2>/dev/null |
            while read -r name; do
                # The filter finds images, and lists every name that they have.
                case "$name" in "$1"|*:'<none>') continue ;; "$repository":*) ;; *) continue ;; esac
                "$engine" rmi "$name" >/dev/null 2>&1 && echo "removed image $name"
            done
        }

        case "${1-}" in
        ensure)
            is_ours "$reference" && exit 0
            if [ ! -x "$engine" ]; then
                echo "$engine is not installed; it runs this service" >&2
                exit 1
            fi
            echo "importing $reference from $directory"
            load || { echo "$reference could not be imported from $directory; 'rpm -V' shows whether it is damaged" >&2; exit 1; }
            is_ours "$reference" || { echo "$reference is not the packaged image $id" >&2; exit 1; }
            ;;
        prune) drop "$reference" ;;
        remove) drop '' ;;
        *)
            echo "usage: $0 ensure|prune|remove" >&2
            exit 64
            ;;
        esac
        exit 0

        """;
}
