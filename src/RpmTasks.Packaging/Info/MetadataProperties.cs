using System.Globalization;

using RpmTasks.Packaging.Input;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Info;

/// <summary>What the package says about itself, and brings beside the image.</summary>
internal static class MetadataProperties
{
    public static IEnumerable<ResolvedProperty> Of(Resolution resolution) => Identity(resolution).Concat(Texts(resolution)).Concat(Lists(resolution));

    private static IEnumerable<ResolvedProperty> Identity(Resolution resolution)
    {
        var (input, spec) = (resolution.Input, resolution.Plan.Spec);
        var isNamedByAssembly = PackageName.From(input.App.AssemblyName) == spec.Name;
        yield return new ResolvedProperty("RpmPackageName", spec.Name).FromProject(isNamedByAssembly ? "AssemblyName" : "ContainerRepository");
        yield return new ResolvedProperty("RpmVersion", spec.Version).FromProject("Version");
        yield return new ResolvedProperty("RpmRelease", spec.Release);
        yield return new ResolvedProperty("RpmEpoch", spec.Epoch?.ToString(CultureInfo.InvariantCulture));
        yield return new ResolvedProperty("RpmArchitecture", spec.Architecture).FromImage("platform");
        yield return new ResolvedProperty("RpmGroup", spec.Group);
        yield return new ResolvedProperty("RpmBuildHost", spec.BuildHost);
        yield return new ResolvedProperty("RpmSbom", resolution.Request.Provenance.HasSbom ? "true" : "false");
        yield return new ResolvedProperty("RpmScriptFailure", resolution.Input.Scripts.Failure is { Length: > 0 } failure ? failure : "ignore");
        yield return new ResolvedProperty("RpmUsers", input.Users is { Length: > 0 } users ? users : "true");
    }

    // Where the project says it elsewhere, the targets have put that in already.
    private static IEnumerable<ResolvedProperty> Texts(Resolution resolution)
    {
        var (input, spec) = (resolution.Input.Metadata, resolution.Plan.Spec);
        yield return input.Summary.Length > 0 ? new ResolvedProperty("RpmSummary", spec.Summary).FromProject("Title")
            : input.Description.Length > 0 ? new ResolvedProperty("RpmSummary", spec.Summary).FromProject("Description")
            : new ResolvedProperty("RpmSummary", spec.Summary);
        yield return Text("RpmDescription", spec.Description, input.Description, "Description");
        yield return Text("RpmLicense", spec.License, input.License, "PackageLicenseExpression");
        yield return Text("RpmUrl", spec.Url, input.Url, "PackageProjectUrl");
        yield return Text("RpmVendor", spec.Vendor, input.Vendor, "Company");
        yield return Text("RpmPackager", spec.Packager, input.Packager, "Authors");
        var changes = resolution.Input.Metadata.ReleaseNotes.Length > 0 ? "PackageReleaseNotes" : null;
        yield return new ResolvedProperty("RpmChangelogFile", null) { Origin = changes is null ? ResolvedProperty.Default : GivenProperty.Project, From = changes };
    }

    private static ResolvedProperty Text(string name, string? value, string said, string elsewhere) =>
        said.Length > 0 ? new ResolvedProperty(name, value).FromProject(elsewhere) : new ResolvedProperty(name, value);

    private static IEnumerable<ResolvedProperty> Lists(Resolution resolution)
    {
        var input = resolution.Input;
        foreach (var kind in Enum.GetNames<DependencyKind>())
            yield return ResolvedProperty.Of("Rpm" + kind, input.Metadata.Dependencies.Where(dependency => dependency.Name == "Rpm" + kind).Select(dependency => dependency.Value));
        yield return ResolvedProperty.Of("RpmFile", resolution.Request.Added.All.Select(file => file.File.Path));
        foreach (var script in input.Scripts.Files)
            yield return new ResolvedProperty(script.Name, script.Value is { Length: > 0 } path ? path : null);
    }
}
