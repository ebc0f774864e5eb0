using FsCheck;
using FsCheck.Fluent;

namespace RpmTasks.Images.Tests.Flattening;

/// <summary>Random layers against a model that knows paths and prefixes only: hide what is hidden, then put what is put.</summary>
internal sealed class LayerModelTests
{
    [FsCheck.NUnit.Property(MaxTest = 400)]
    public Property Any_layers_make_the_tree_of_the_model()
    {
        var path = from depth in Gen.Choose(1, 3)
                   from parts in Gen.ArrayOf(Gen.Elements("a", "b", "c"), depth)
                   select string.Join('/', parts);
        var line = from kind in Gen.Elements("d", "d", "f", "f", "f", "l", "w", "o")
                   from name in path
                   from text in Gen.Choose(0, 9)
                   select (Kind: kind, Name: name, Text: kind == "d" ? "" : $"{text}");
        var layer = Gen.ArrayOf(line, 6).Select(Sound);
        return Prop.ForAll(Gen.ArrayOf(layer, 3).ToArbitrary(), layers =>
        {
            var tree = LayerScript.Flatten(layers.Select(lines => LayerScript.Tar(lines.Select(Script))));
            return LayerScript.Describe(tree).SequenceEqual(Model(layers));
        });
    }

    /// <summary>Without names twice, and without anything below what is no folder: there a layer contradicts itself.</summary>
    private static (string Kind, string Name, string Text)[] Sound((string Kind, string Name, string Text)[] lines)
    {
        var once = lines.DistinctBy(line => line.Name).ToArray();
        return [.. once.Where(line => !once.Any(other => other.Kind is "f" or "l" && line.Name.StartsWith(other.Name + "/", StringComparison.Ordinal)))];
    }

    private static string Script((string Kind, string Name, string Text) line)
    {
        var slash = line.Name.LastIndexOf('/') + 1;
        return line.Kind switch
        {
            "w" => $"f {line.Name[..slash]}.wh.{line.Name[slash..]}=",
            "o" => $"f {line.Name}/.wh..wh..opq=",
            "d" => $"d {line.Name}",
            _ => $"{line.Kind} {line.Name}={line.Text}",
        };
    }

    private static IEnumerable<string> Model((string Kind, string Name, string Text)[][] layers)
    {
        var tree = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var lines in layers)
        {
            foreach (var (kind, name, _) in lines.Where(line => line.Kind is "w" or "o"))
                RemoveAll(tree, name, andItself: kind == "w" || !IsFolder(tree, name));
            foreach (var (kind, name, text) in lines)
                Put(tree, kind, name, text);
        }

        return tree.Select(pair => pair.Value[0] == 'd' ? $"d {pair.Key}" : $"{pair.Value[0]} {pair.Key}={pair.Value[1..]}");
    }

    private static void Put(SortedDictionary<string, string> tree, string kind, string name, string text)
    {
        var parents = name.Split('/').SkipLast(kind == "o" ? 0 : 1).Aggregate(new List<string>(), (all, part) => [.. all, all.Count == 0 ? part : $"{all[^1]}/{part}"]);
        foreach (var folder in parents.Where(folder => !IsFolder(tree, folder)))
            tree[folder] = "d";
        if (kind is "w" or "o" || (kind == "d" && IsFolder(tree, name)))
            return;
        RemoveAll(tree, name, andItself: true);
        tree[name] = kind + text;
    }

    private static bool IsFolder(SortedDictionary<string, string> tree, string name) => tree.GetValueOrDefault(name) == "d";

    private static void RemoveAll(SortedDictionary<string, string> tree, string name, bool andItself)
    {
        foreach (var key in tree.Keys.Where(key => (andItself && key == name) || key.StartsWith(name + "/", StringComparison.Ordinal)).ToList())
            tree.Remove(key);
    }
}
