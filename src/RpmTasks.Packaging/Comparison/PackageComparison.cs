using System.Collections.Immutable;

using RpmTasks.Packaging.Inspection;

namespace RpmTasks.Packaging.Comparison;

/// <summary>Compares what two packages say of themselves.</summary>
internal static class PackageComparison
{
    public static PackageDifference Compare(PackageFacts before, PackageFacts after)
    {
        var (oldLayers, newLayers) = (LayersOf(before), LayersOf(after));
        var (oldDigests, newDigests) = (DigestsOf(oldLayers), DigestsOf(newLayers));
        var (oldFiles, newFiles) = (FilesOf(before), FilesOf(after));
        var (oldDependencies, newDependencies) = (DependenciesOf(before), DependenciesOf(after));
        return new PackageDifference
        {
            NewLayers = [.. newLayers.Where(layer => !oldDigests.Contains(layer.Digest))],
            KeptLayers = [.. newLayers.Where(layer => oldDigests.Contains(layer.Digest))],
            GoneLayers = [.. oldLayers.Where(layer => !newDigests.Contains(layer.Digest))],
            NewFiles = [.. newFiles.Keys.Where(path => !oldFiles.ContainsKey(path)).Order(StringComparer.Ordinal)],
            ChangedFiles = [.. newFiles.Keys.Where(path => oldFiles.TryGetValue(path, out var old) && IsOther(old, newFiles[path])).Order(StringComparer.Ordinal)],
            GoneFiles = [.. oldFiles.Keys.Where(path => !newFiles.ContainsKey(path)).Order(StringComparer.Ordinal)],
            NewDependencies = [.. newDependencies.Except(oldDependencies)],
            GoneDependencies = [.. oldDependencies.Except(newDependencies)],
            ChangedScripts = [.. Scripts(before).Except(Scripts(after)).Concat(Scripts(after).Except(Scripts(before))).Select(script => script.When).Distinct()],
            ChangedValues = [.. Values(before).Zip(Values(after)).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => Change(pair.First, pair.Second))],
        };
    }

    private static ImmutableArray<LayerFacts> LayersOf(PackageFacts package) =>
        [.. package.Images.SelectMany(image => image.Layers).DistinctBy(layer => layer.Digest)];

    private static HashSet<string> DigestsOf(ImmutableArray<LayerFacts> layers) => layers.Select(layer => layer.Digest).ToHashSet(StringComparer.Ordinal);

    /// <summary>Without the images' own, which are compared by layer.</summary>
    private static Dictionary<string, FileFacts> FilesOf(PackageFacts package)
    {
        var files = new Dictionary<string, FileFacts>(StringComparer.Ordinal);
        foreach (var file in package.Files.Where(file => !package.Images.Any(image => file.Path.StartsWith(image.Folder + "/", StringComparison.Ordinal))))
            files[file.Path] = file;
        return files;
    }

    // Times of all files are the package's own, and say nothing. A digest may not be known yet.
    private static bool IsOther(FileFacts before, FileFacts after) =>
        before with { Time = default, Flags = [] } != after with { Time = default, Flags = [], Digest = after.Digest ?? before.Digest }
        || !before.Flags.SequenceEqual(after.Flags);

    // Its own name and version are other in every version.
    private static List<string> DependenciesOf(PackageFacts package)
    {
        var (name, all) = (package.Identity.Name, package.Dependencies);
        string[] own = [name, $"config({name})", $"{name}("];
        return
        [
            .. new (string Kind, ImmutableArray<string> Texts)[]
            {
                ("Provides", all.Provides), ("Requires", all.Requires), ("Recommends", all.Recommends), ("Suggests", all.Suggests),
                ("Supplements", all.Supplements), ("Enhances", all.Enhances), ("Conflicts", all.Conflicts), ("Obsoletes", all.Obsoletes),
            }
            .SelectMany(list => list.Texts.Distinct().Where(text => !IsOwn(text)).Select(text => $"{list.Kind}: {text}")),
        ];

        bool IsOwn(string text) => text.StartsWith(own[2], StringComparison.Ordinal) || text.Split(' ')[0] == own[0] || text.Split(' ')[0] == own[1];
    }

    private static IEnumerable<(string When, string Interpreter, string? Body)> Scripts(PackageFacts package) =>
        package.Scripts.Select(script => (script.When, script.Interpreter, script.Body));

    private static IEnumerable<(string Name, string Value)> Values(PackageFacts package)
    {
        var image = package.Images.FirstOrDefault() ?? new ImageFacts("");
        yield return ("Summary", package.Description.Summary ?? "");
        yield return ("License", package.Description.License ?? "");
        yield return ("Entrypoint", string.Join(' ', image.Entrypoint));
        yield return ("Command", string.Join(' ', image.Command));
        yield return ("User", image.User ?? "");
        yield return ("Folder", image.WorkingDirectory ?? "");
        yield return ("Ports", string.Join(", ", image.ExposedPorts));
        yield return ("Environment", string.Join(", ", image.EnvironmentNames));
    }

    private static string Change((string Name, string Value) before, (string Name, string Value) after) =>
        $"{before.Name}: {OrNone(before.Value)} -> {OrNone(after.Value)}";

    private static string OrNone(string value) => value.Length > 0 ? value : "none";
}
