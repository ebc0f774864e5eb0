using System.Reflection;

namespace RpmTasks.Packaging.Provenance;

/// <summary>Which RpmTasks makes the package; without the commit that it was built from.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
