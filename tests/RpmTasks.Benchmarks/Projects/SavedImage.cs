using System.Diagnostics;

using RpmTasks.Testing;
using RpmTasks.Testing.Engines;

namespace RpmTasks.Benchmarks.Projects;

/// <summary>The way without RpmTasks: an engine saves the image and rpmbuild packs the archive.</summary>
internal sealed class SavedImage : IDisposable
{
    private readonly TestDockerd _dockerd = new();
    private readonly string _reference;
    private readonly string _folder;

    /// <param name="unit">Text of a unit, "saved.service", that the package brings; null for none.</param>
    public SavedImage(string folder, string archive, string reference, string? unit = null)
    {
        (_folder, _reference) = (folder, reference);
        Command.Do("docker", "--host", _dockerd.Endpoint, "load", "--quiet", "--input", archive);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Spec, $$"""
            Name: saved
            Version: 1
            Release: 1
            Summary: A saved image
            License: MIT
            %description
            A saved image.
            %install
            install -D -m 644 {{Saved}} %{buildroot}/usr/share/saved/image.tar
            {{(unit is null ? "" : $"install -D -m 644 {Unit} %{{buildroot}}{UnitPath}")}}
            %files
            /usr/share/saved
            {{(unit is null ? "" : UnitPath)}}

            """);
        if (unit is not null)
            File.WriteAllText(Unit, unit);
    }

    /// <summary>On the host.</summary>
    public const string ArchivePath = "/usr/share/saved/image.tar";

    private const string UnitPath = "/usr/lib/systemd/system/saved.service";

    private string Spec => Path.Combine(_folder, "saved.spec");

    private string Saved => Path.Combine(_folder, "image.tar");

    private string Unit => Path.Combine(_folder, "saved.service");

    /// <param name="output">The _topdir.</param>
    /// <param name="definitions">Macros of rpm, each a name, a space and a value.</param>
    public ProcessStartInfo Pack(string output, params IEnumerable<string> definitions)
    {
        string[] all = [$"_topdir {output}", "_build_id_links none", .. definitions];
        string[] build = ["rpmbuild", "-bb", "--quiet", .. all.SelectMany(definition => new[] { "--define", definition }), Spec];
        const string Both = "docker --host \"$1\" save --output \"$2\" \"$3\" && shift 3 && exec \"$@\"";
        return new ProcessStartInfo("sh", ["-c", Both, "sh", _dockerd.Endpoint, Saved, _reference, .. build]);
    }

    /// <summary>What <see cref="Pack"/> made.</summary>
    public static string Package(string output) => Directory.EnumerateFiles(output, "*.rpm", SearchOption.AllDirectories).Single();

    public void Dispose() => _dockerd.Dispose();
}
