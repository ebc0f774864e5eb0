using System.Formats.Tar;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Mutation;
using RpmTasks.Testing.Mutations;

namespace RpmTasks.Images.Tests.Flattening;

/// <summary>Whatever becomes of a layer, laying it on gives a tree whose every path has its folder, or a coded fault.</summary>
internal sealed class LayerMutationTests
{
    private static readonly byte[] Base = LayerScript.Tar(["d a", "f a/x=1", "l b=a", "f c=3"]);

    private static readonly byte[][] Seeds =
    [
        LayerScript.Tar(["d a", "f a/.wh.x=", "h d=c", "l a/e=../c", "f a/" + new string('n', 150) + "=2", "c dev"]),
        LayerScript.Tar(["d a", "f a/.wh..wh..opq=", "f a/" + new string('n', 150) + "=2", "l " + new string('m', 150) + "=" + new string('t', 150)], TarEntryFormat.Gnu),
    ];

    [Test]
    public void Damaged_layers_give_a_coded_fault_or_a_tree() => MutationRun.Run(5, random =>
    {
        byte[] seed = [.. Seeds[random.Next(Seeds.Length)]];
        var tar = random.Next(4) == 0 ? Mutator.Anywhere(seed, random) : ImageSeed.DamageHeader(seed, random);
        return new Mutant("layer", tar, () => Flatten(tar));
    });

    private static void Flatten(byte[] tar)
    {
        try
        {
            var tree = LayerScript.Flatten(Base, tar);
            var paths = tree.Entries.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var path in paths.Where(path => path.Length > 0))
                Assert.That(paths, Does.Contain(path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : ""));
            Assert.That(paths.SelectMany(path => path.Split('/')), Has.None.EqualTo(".."));
        }
        catch (ImageException)
        {
            // The fault that a build reports.
        }
    }
}
