using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Trees;
using RpmTasks.Rpm.Tests.Support;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Trees;

internal sealed class ManyFilesTests
{
    private const int Files = 30_000;
    private const int FileLength = 16 << 10;

    /// <summary>Of all that is allocated on the way, given back or not: less than what the files hold, so that nothing copies, let alone keeps them.</summary>
    private const long MostAllocated = (long)Files * FileLength / 4 * 3;

    [Test]
    public void A_tree_of_30_000_files_is_packed_without_holding_their_contents()
    {
        using var folder = new TemporaryFolder();
        var layer = WriteLayer(folder.File("layer.tar"));
        var before = GC.GetTotalAllocatedBytes();

        var tree = TreeFlattener.Flatten([layer], folder.File("spool"), _ => { }, CancellationToken.None);
        var spec = Specs.Minimal with { Files = TreeFiles.Of(tree.Entries, "/usr/libexec/orders/root-" + TreeDigest.Of(tree.Entries).Hex[..12]) };
        using (var file = File.Create(folder.File("orders.rpm")))
            RpmWriter.Write(spec, file, 2, CancellationToken.None);

        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(MostAllocated));
        RealTool.Require("rpm");
        var list = RealTool.Run("rpm", "-qp", "--qf", "[%{FILEDIGESTS} %{FILENAMES}\n]", folder.File("orders.rpm"));
        Assert.That(list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(tree.Entries.Length), list.Error);
        Assert.That(list.Output, Does.Contain($"{Convert.ToHexStringLower(SHA256.HashData(Content(12_345)))} {spec.Files[0].Path}/d345/f12345\n"));
    }

    private static ImageLayer WriteLayer(string path)
    {
        using (var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar))
        {
            for (var number = 0; number < Files; number++)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"d{number % 1000}/f{number}") { DataStream = new MemoryStream(Content(number)) });
        }

        using var bytes = File.OpenRead(path);
        var digest = Digest.FromHash(SHA256.HashData(bytes));
        return new ImageLayer(digest, LayerCompression.None, new Blob(digest, bytes.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0)));
    }

    private static byte[] Content(int number)
    {
        var bytes = new byte[FileLength];
        Encoding.ASCII.GetBytes($"{number} ", bytes);
        return bytes;
    }
}
