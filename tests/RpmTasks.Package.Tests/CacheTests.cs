using System.Diagnostics;
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
    public void A_build_killed_at_any_moment_leaves_a_whole_entry_or_none()
    {
        Pack("-p:RpmCacheDirectory=whole");
        var whole = Entries("whole");
        Assert.That(whole, Has.Length.EqualTo(1));
        var killed = 0;

        // From before the project is read until a build is through: some seconds.
        while (IsKilled(seconds: 0.4 + (0.25 * killed), "-p:RpmCacheDirectory=killed"))
        {
            Assert.That(Entries("killed"), Is.SubsetOf(whole), $"killed, number {++killed}");
            Delete("killed");
        }

        Assert.That(killed, Is.GreaterThan(3));
        Assert.That(Entries("killed"), Is.EqualTo(whole));
    }

    [Test]
    public void What_a_killed_build_left_is_in_no_one_s_way()
    {
        // As far as the package being written.
        for (var seconds = 1.2; Unfinished.Length == 0; seconds += 0.1)
            Assert.That(IsKilled(seconds, "-p:RpmCacheDirectory=left"), Is.True, "the build was through");

        Pack("-p:RpmCacheDirectory=left");

        Assert.That(Sha256, Is.EqualTo(_expected));
        Assert.That(Entries("left"), Has.Length.EqualTo(1));
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

    [Test]
    public void A_read_only_cache_is_used_and_costs_a_warning_where_it_lacks_a_layer()
    {
        RealTool.Require("mount", "umount");
        RealTool.RequireRoot();
        Pack("-p:RpmCacheDirectory=lasting");
        var folder = _project.Path("lasting");
        var entries = Entries("lasting");
        Command.Do("mount", "--bind", folder, folder);
        try
        {
            Command.Do("mount", "-o", "remount,bind,ro", folder);

            var warm = Pack("-p:RpmCacheDirectory=lasting", "-v:detailed");
            Assert.That(Sha256, Is.EqualTo(_expected));
            Assert.That(LinesOf(warm), Is.Not.Empty.And.All.Contain("MB): from the cache in "));
            Assert.That(warm.Output, Does.Not.Contain("RPMT9010"));

            var other = Pack("-p:RpmCacheDirectory=lasting", "-p:RpmPayloadCompressionLevel=1");
            Assert.That(other.Output, Does.Contain($"warning RPMT9010: The cache in '{folder}' cannot be written: ").And.Contain("Read-only file system"));
            Assert.That(Entries("lasting"), Is.EqualTo(entries));
        }
        finally
        {
            Command.Do("umount", folder);
        }
    }

    private byte[] Sha256 => SHA256.HashData(File.ReadAllBytes(_project.Rpm));

    private string[] Unfinished => Directory.Exists(_project.Path("left")) ? Directory.GetFiles(_project.Path("left"), ".new-*") : [];

    /// <summary>Names and digests of all that a build would find.</summary>
    private string[] Entries(string cache) => !Directory.Exists(_project.Path(cache)) ? [] :
    [
        .. Directory.GetFiles(_project.Path(cache))
            .Where(file => !Path.GetFileName(file).StartsWith(".new-", StringComparison.Ordinal))
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    private void Delete(string cache)
    {
        if (Directory.Exists(_project.Path(cache)))
            Directory.Delete(_project.Path(cache), recursive: true);
    }

    private ToolResult Pack(params IEnumerable<string> arguments)
    {
        DeleteRpms();
        var result = _project.Run(Packing(arguments));
        Assert.That(result.ExitCode, Is.Zero, result.All);
        return result;
    }

    /// <returns>False when the build was through before.</returns>
    private bool IsKilled(double seconds, params IEnumerable<string> arguments)
    {
        DeleteRpms();
        var start = _project.Start(Packing(arguments));
        start.RedirectStandardOutput = true;
        using var build = Process.Start(start)!;
        if (build.WaitForExit(TimeSpan.FromSeconds(seconds)))
            return false;
        build.Kill(entireProcessTree: true);
        build.WaitForExit();
        return true;
    }

    private static IEnumerable<string> Packing(IEnumerable<string> arguments) =>
        ["publish", "-p:PackAsRpm=true", $"-p:RpmImage=docker-archive:{NginxBase.Archive}", .. arguments];

    private void DeleteRpms()
    {
        foreach (var earlier in _project.Rpms)
            File.Delete(earlier);
    }

    private static string[] LinesOf(ToolResult result) =>
        [.. result.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Layer ", StringComparison.Ordinal))];
}
