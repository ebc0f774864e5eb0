using System.Collections.Immutable;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Compatibility;

/// <summary>Specs of every shape; the same seed gives the same spec.</summary>
internal static class GeneratedSpecs
{
    private static readonly string[] Names = ["a", "file with blanks", "größe", "日本", "\U0001F600", "\uFF21", "x%y", "$(z)"];

    private static readonly FileFlags[] Flags = [FileFlags.None, FileFlags.Config, FileFlags.Config | FileFlags.NoReplace, FileFlags.Doc, FileFlags.License, FileFlags.Ghost];

    public static RpmSpec Of(int seed)
    {
        var random = new Random(seed);
        return Specs.Rich with
        {
            Epoch = random.Next(2) == 0 ? null : (uint)random.Next(),
            Version = Pick(random, "1.0", "2~rc.1", "3^git"),
            Release = "1",
            Architecture = Pick(random, "noarch", "x86_64", "aarch64"),
            Description = string.Concat(Enumerable.Repeat("Über alles.\n", random.Next(1, 200))),
            Files = [.. Enumerable.Range(0, random.Next(150)).Select(i => File(random, i)).DistinctBy(file => file.Path)],
            Dependencies = Some(random, Specs.Rich.Dependencies),
            Scriptlets = Some(random, Specs.Rich.Scriptlets),
            Changelog = Some(random, Specs.Rich.Changelog),
            Compression = Pick(random, PayloadCompression.Gzip(random.Next(1, 10)), PayloadCompression.Zstd(random.Next(1, 4)), PayloadCompression.None),
        };
    }

    private static RpmFile File(Random random, int index)
    {
        var folder = $"/usr/share/{Pick(random, Names)}/{random.Next(10)}";
        if (random.Next(6) == 0)
            return Specs.Directory($"{folder}/d{index}", random.Next(0x1000));
        if (random.Next(6) == 0)
            return Specs.Link($"{folder}/l{index}", Pick(random, Names));
        var file = Specs.Bytes($"{folder}/{Pick(random, Names)}{index}", Specs.Noise(random.Next(3000), index)) with { Flags = Pick(random, Flags), Mode = random.Next(0x1000) };
        return file.Flags == FileFlags.Ghost ? file with { Content = null } : file;
    }

    private static ImmutableArray<T> Some<T>(Random random, ImmutableArray<T> all) => [.. all.Where(_ => random.Next(2) == 0)];

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
