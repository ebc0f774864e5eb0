using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Provenance;

/// <summary>What the build knows of its origins, as far as it is fit to be written down.</summary>
internal sealed class ProvenanceReader(ProvenanceInput input, ProblemList problems)
{
    public ProvenanceRequest Read() => new()
    {
        HasSbom = problems.Boolean("RpmSbom", input.Sbom, unset: true),
        Revision = IsRevision(input.Revision) ? input.Revision : null,
        RepositoryUrl = IsAddress(input.RepositoryUrl) ? input.RepositoryUrl : null,
        Components =
        [
            .. input.Packages.Where(IsOnlyPackage).Select(package => ComponentReader.Read(ComponentRole.Package, package))
                .Concat(input.RuntimePacks.Select(pack => ComponentReader.Read(ComponentRole.RuntimePack, pack)))
                .Concat(input.Frameworks.Select(framework => new Component(ComponentRole.Framework, framework.Id, framework.Version)))
                .DistinctBy(component => $"{(int)component.Role} {component.Id.ToUpperInvariant()} {component.Version}")
                .OrderBy(component => component.Role)
                .ThenBy(component => component.Id, StringComparer.OrdinalIgnoreCase)
                .ThenBy(component => component.Version, StringComparer.Ordinal),
        ],
    };

    // Files of a runtime pack are among the published ones too.
    private bool IsOnlyPackage(ComponentInput package) =>
        package.Id.Length > 0 && !input.RuntimePacks.Any(pack => pack.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase));

    // A project can set SourceRevisionId to anything.
    private static bool IsRevision(string text) => text.Length is > 0 and <= 64 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "git" or "ssh" && address.UserInfo.Length == 0 && !text.Any(char.IsControl);
}
