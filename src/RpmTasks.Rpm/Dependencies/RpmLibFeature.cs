namespace RpmTasks.Rpm.Dependencies;

/// <summary>Something an rpm must know to install a package, required as rpmlib(NAME) and answered by rpm itself (rpmds.c).</summary>
/// <param name="Version">The literal that stands for the feature, not a version to choose.</param>
internal sealed record RpmLibFeature(string Name, string Version)
{
    public static readonly RpmLibFeature BuiltinLuaScripts = new("BuiltinLuaScripts", "4.2.2-1");
    public static readonly RpmLibFeature CaretInVersions = new("CaretInVersions", "4.15.0-1");
    public static readonly RpmLibFeature CompressedFileNames = new("CompressedFileNames", "3.0.4-1");
    public static readonly RpmLibFeature FileCaps = new("FileCaps", "4.6.1-1");
    public static readonly RpmLibFeature FileDigests = new("FileDigests", "4.6.0-1");
    public static readonly RpmLibFeature LargeFiles = new("LargeFiles", "4.12.0-1");
    public static readonly RpmLibFeature PartialHardlinkSets = new("PartialHardlinkSets", "4.0.4-1");
    public static readonly RpmLibFeature PayloadFilesHavePrefix = new("PayloadFilesHavePrefix", "4.0-1");
    public static readonly RpmLibFeature PayloadIsBzip2 = new("PayloadIsBzip2", "3.0.5-1");
    public static readonly RpmLibFeature PayloadIsLzma = new("PayloadIsLzma", "4.4.6-1");
    public static readonly RpmLibFeature PayloadIsXz = new("PayloadIsXz", "5.2-1");
    public static readonly RpmLibFeature PayloadIsZstd = new("PayloadIsZstd", "5.4.18-1");
    public static readonly RpmLibFeature RichDependencies = new("RichDependencies", "4.12.0-1");
    public static readonly RpmLibFeature ScriptletInterpreterArgs = new("ScriptletInterpreterArgs", "4.0.3-1");
    public static readonly RpmLibFeature TildeInVersions = new("TildeInVersions", "4.10.0-1");

    /// <summary>The capability's name.</summary>
    public string Capability => $"rpmlib({Name})";
}
