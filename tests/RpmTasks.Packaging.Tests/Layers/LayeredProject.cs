using System.Collections.Immutable;
using System.Text.Json.Nodes;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Packaging.Tests.Layers;

/// <summary>Projects with images of several layers, packed with shared layers into one folder.</summary>
internal sealed class LayeredProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Output => _folder.File("out");

    public List<string> Progress { get; } = [];

    public List<string> Details { get; } = [];

    public List<Problem> Warnings { get; } = [];

    /// <summary>Done again and again while it packs.</summary>
    public Action Meanwhile { get; set; } = () => { };

    /// <summary>What passes between two looks at the clock.</summary>
    public TimeSpan Step { get; set; }

    /// <summary>A layer, of a file with that text.</summary>
    public static byte[] Layer(string text) => LayeredImage.Layer("etc/text", text + new string('\n', 4096));

    public static string Hex(string layer) => LayeredImage.Digest(Layer(layer))[7..];

    public static string PackageOf(string layer) => $"container-layer-{Hex(layer)[..16]}-1-1.noarch.rpm";

    public string File(params string[] parts) => _folder.File(parts);

    /// <summary>The path of a file in the output folder.</summary>
    public string At(string name) => Path.Combine(Output, name);

    /// <summary>A project of an image with a layer for each text.</summary>
    public PackInput Project(string name, params string[] layers)
    {
        var image = _folder.File("images", string.Join('-', layers));
        if (!Directory.Exists(image))
            LayeredImage.Write(image, new JsonObject { ["Cmd"] = new JsonArray("/bin/app") }, [.. layers.Select(Layer)]);
        return Requests.Input with
        {
            ProjectName = name,
            Image = Requests.Input.Image with { Image = "oci:" + image, Layers = "shared" },
            Metadata = Requests.Input.Metadata with { Name = name },
            Places = new PlacesInput { ProjectFolder = _folder.Path, IntermediateFolder = _folder.File("obj", name), OutputFolder = Output },
        };
    }

    public ImmutableArray<PackedRpm> Pack(string name, params string[] layers) => Pack(Project(name, layers));

    public ImmutableArray<PackedRpm> Pack(PackInput input, int parallelism = 2) =>
        Packer.PackAsync(input, Environment(parallelism), CancellationToken.None).GetAwaiter().GetResult();

    public Problem Refuse(PackInput input) => Assert.Throws<PackException>(() => Pack(input))!.Problems.Single();

    /// <summary>Name and content of all that lies in the output folder.</summary>
    public Dictionary<string, string> Files() => Contents(Output);

    public static Dictionary<string, string> Contents(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => Directory.Exists(path) ? "" : Convert.ToBase64String(System.IO.File.ReadAllBytes(path)));

    public void Dispose() => _folder.Dispose();

    public BuildEnvironment Environment(int parallelism = 2)
    {
        var elapsed = TimeSpan.Zero;
        return new BuildEnvironment
        {
            Parallelism = parallelism,
            Variable = _ => null,
            Now = DateTimeOffset.UtcNow,
            // Asked for as each package is begun.
            Elapsed = () =>
            {
                Meanwhile();
                return elapsed += Step;
            },
            Log = new PackLog(Note(Details), Note(Progress)) { Warning = Note(Warnings) },
        };
    }

    private static Action<T> Note<T>(List<T> lines) => line =>
    {
        lock (lines)
            lines.Add(line);
    };
}
