using System.Diagnostics;

using RpmTasks.Testing;
using RpmTasks.Testing.Engines;

namespace RpmTasks.Benchmarks;

/// <summary>The way without RpmTasks: an engine saves the image and rpmbuild packs the archive.</summary>
internal sealed class SavedImage : IDisposable
{
    private readonly TestDockerd _dockerd = new();
    private readonly string _reference;
    private readonly string _folder;

    public SavedImage(string folder, string archive, string reference)
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
            %files
            /usr/share/saved

            """);
    }

    private string Spec => Path.Combine(_folder, "saved.spec");

    private string Saved => Path.Combine(_folder, "image.tar");

    /// <param name="output">The _topdir.</param>
    /// <param name="definitions">Macros of rpm, each a name, a space and a value.</param>
    public ProcessStartInfo Pack(string output, params IEnumerable<string> definitions)
    {
        string[] all = [$"_topdir {output}", "_build_id_links none", .. definitions];
        string[] build = ["rpmbuild", "-bb", "--quiet", .. all.SelectMany(definition => new[] { "--define", definition }), Spec];
        // The shell's own arguments are the two command lines, the first of them of a known length.
        return new ProcessStartInfo("sh", ["-c", "docker --host \"$1\" save --output \"$2\" \"$3\" && shift 3 && exec \"$@\"", "sh", _dockerd.Endpoint, Saved, _reference, .. build]);
    }

    public void Dispose() => _dockerd.Dispose();
}
