using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Reading;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Reading;

/// <summary>Whatever files go in, the archive that is written is the one that the header describes.</summary>
internal sealed class RoundTripTests
{
    private static readonly PayloadCompression[] Compressions = [PayloadCompression.None, PayloadCompression.Gzip(1), PayloadCompression.Zstd(1)];

    private static Gen<RpmFile> Files { get; } =
        from name in Gen.Elements("a", "b", "ä", "z z", "\U0001F600", "x.y", "long" + new string('n', 200)).NonEmptyListOf()
        from size in Gen.Choose(0, 3000)
        from kind in Gen.Choose(0, 9)
        select File("/" + string.Join('/', name.Take(4)), size, kind);

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Archives_of_any_files_are_read_back() => Prop.ForAll(
        Arb.From(Gen.Zip(Files.ListOf(), Gen.Elements(Compressions))),
        sample =>
        {
            var files = sample.Item1.DistinctBy(file => file.Path).ToList();
            var spec = Specs.Minimal with { Compression = sample.Item2, Files = [.. files.Where(file => !files.Any(other => other.Path.StartsWith(file.Path + "/", StringComparison.Ordinal)))] };
            var package = Packages.Write(spec);

            var read = RpmReader.Read(new MemoryStream(package)).ReadFiles();

            return Packages.Verify(package).Count == 0
                && read.Select(file => (file.Path, file.LinkTarget)).ToHashSet().SetEquals(spec.Files.Select(file => (file.Path, file.LinkTarget ?? "")));
        });

    private static RpmFile File(string path, int size, int kind) => kind switch
    {
        0 => Specs.Link(path, "target" + size),
        1 => Specs.Directory(path, 0b111_101_101),
        2 => new RpmFile(path, FileKind.Regular) { Mode = 0b110_000_000, ModifiedAt = 7, Flags = FileFlags.Ghost },
        _ => Specs.Bytes(path, Specs.Noise(size, kind)),
    };
}
