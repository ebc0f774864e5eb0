using System.Security.Cryptography;

using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Package.Tests;

/// <summary>The cache of compressed layers, over publishes of one project.</summary>
public sealed class CacheTests
{
    private UserProject _project = null!;
    private byte[] _expected = [];

    [OneTimeSetUp]
    public void PackWithout()
    {
        _project = UserProject.Appliance();
        Assert.That(Pack("-p:RpmCache=false").Output, Does.Not.Contain("cache"));
        _expected = Sha256;
    }

    [OneTimeTearDown]
    public void Remove() => _project.Dispose();

    [Test]
    public void Each_layer_is_compressed_once_and_the_package_is_the_same()
    {
        var cold = Pack("-p:RpmCacheDirectory=once", "-v:detailed");
        Assert.That(Sha256, Is.EqualTo(_expected));
        var warm = Pack("-p:RpmCacheDirectory=once", "-v:detailed");
        Assert.That(Sha256, Is.EqualTo(_expected));

        Assert.That(LinesOf(cold), Is.Not.Empty.And.All.Contain("MB): compressed in "));
        Assert.That(LinesOf(warm), Is.Not.Empty.And.All.Contain("MB): from the cache in "));
    }

    [Test]
    public void A_damaged_entry_is_replaced()
    {
        Pack("-p:RpmCacheDirectory=damaged");
        var entry = Directory.GetFiles(_project.Path("damaged")).Single();
        var whole = File.ReadAllBytes(entry);
        var damaged = (byte[])whole.Clone();
        damaged[damaged.Length / 2] ^= 1;
        File.WriteAllBytes(entry, damaged);

        var result = Pack("-p:RpmCacheDirectory=damaged", "-v:detailed");

        Assert.That(Sha256, Is.EqualTo(_expected));
        Assert.That(result.Output, Does.Contain("is damaged and is made anew"));
        Assert.That(File.ReadAllBytes(entry), Is.EqualTo(whole));
    }

    [Test]
    public void A_full_disk_costs_a_warning_and_leaves_nothing()
    {
        RealTool.Require("mount", "umount");
        RealTool.RequireRoot();
        var disk = Directory.CreateDirectory(_project.Path("full")).FullName;
        Command.Do("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk);
        try
        {
            var result = Pack("-p:RpmCacheDirectory=full");

            Assert.That(result.Output, Does.Contain($"warning RPMT9010: The cache in '{disk}' cannot be written: ").And.Contain("No space left"));
            Assert.That(Sha256, Is.EqualTo(_expected));
            Assert.That(Directory.GetFiles(disk), Is.Empty);
        }
        finally
        {
            Command.Do("umount", disk);
        }
    }

    private byte[] Sha256 => SHA256.HashData(File.ReadAllBytes(_project.Rpm));

    private ToolResult Pack(params IEnumerable<string> arguments)
    {
        foreach (var earlier in _project.Rpms)
            File.Delete(earlier);
        var result = _project.Pack([$"-p:RpmImage=docker-archive:{NginxBase.Archive}", .. arguments]);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        return result;
    }

    private static string[] LinesOf(ToolResult result) =>
        [.. result.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Layer ", StringComparison.Ordinal))];
}
