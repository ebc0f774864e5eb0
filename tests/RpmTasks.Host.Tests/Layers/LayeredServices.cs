using System.Text.Json.Nodes;

using RpmTasks.Host.Tests.Generations;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Packaging.Signing;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Hosts;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Layers;

/// <summary>
/// Two services whose images have their first layers in common, packed with shared layers into one signed repository: orders 1.0.0, 1.1.0 with
/// another last layer, 2.0.0 with another base, and billing 1.0.0.
/// </summary>
internal sealed class LayeredServices : IDisposable
{
    /// <summary>Of what the host gets, the whole.</summary>
    public const string RepositoryOnHost = "/srv/example";

    private readonly TemporaryFolder _folder = new();
    private readonly string _engine;
    private readonly string _key;

    public LayeredServices(string engine)
    {
        RealTool.Require("busybox", "tar");
        _engine = engine;
        _key = JudgedKey.Rsa.WriteSecret(_folder);
        var program = File.ReadAllBytes(RealTool.Find("busybox")!);
        var first = LayeredImage.Layer(("bin/busybox", program), ("etc/base", "1\n"u8.ToArray()));
        var second = LayeredImage.Layer(("bin/busybox", program), ("etc/base", "2\n"u8.ToArray()));
        var runtime = LayeredImage.Layer("etc/runtime", "1\n");
        (Base, NextBase, Runtime) = (NameOf(first), NameOf(second), NameOf(runtime));
        Pack(Orders, "1.0.0", first, runtime);
        Pack(Orders, "1.1.0", first, runtime);
        Pack(Orders, "2.0.0", second, runtime);
        Pack(Billing, "1.0.0", first, runtime);
    }

    public static Sample Orders { get; } = Service("orders", 8081);

    public static Sample Billing { get; } = Service("billing", 8082);

    public LayerName Base { get; }

    public LayerName NextBase { get; }

    public LayerName Runtime { get; }

    /// <summary>The paths of the packages of both kinds.</summary>
    public IReadOnlyList<string> Packages => Directory.GetFiles(_folder.File("out"), "*.rpm");

    /// <summary>Brings the repository to a host, with the file that the pack printed for it.</summary>
    public void Bring(BootedHost host)
    {
        var archive = _folder.File("repository.tar");
        Command.Do("tar", "--create", $"--file={archive}", $"--directory={_folder.File("repository")}", ".");
        host.Do($"""
            mkdir {RepositoryOnHost}
            tar --extract --file={host.CopyIn(archive)} --directory={RepositoryOnHost}
            cat >{RepositoryOnHost}/example.repo <<'END'
            {RepoFile.Write(RepositoryOnHost, isSigned: true)}
            END
            """);
    }

    public void Dispose() => _folder.Dispose();

    private static Sample Service(string name, int port) => new("", name)
    {
        Port = port,
        Says = version => $"Hello from {name} {version}\n",
        Logs = "",
    };

    private static LayerName NameOf(byte[] layer) => new(Digest.Parse(LayeredImage.Digest(layer)));

    private void Pack(Sample service, string version, params byte[][] layers)
    {
        var own = LayeredImage.Layer("www/index.html", service.Says(version));
        var image = LayeredImage.Write(
            _folder.File("images", $"{service.Package}-{version}"),
            new JsonObject { ["Cmd"] = new JsonArray("/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"), ["StopSignal"] = "SIGKILL" },
            [.. layers, own]);
        var input = new PackInput
        {
            ProjectName = service.Package,
            Image = new ImageInput { Image = "oci:" + image, Layers = "shared", DefaultRuntimeIdentifier = "linux-x64" },
            Metadata = new MetadataInput { Name = service.Package, Version = version, Release = "1", Description = "Answers", Packager = "Example" },
            Places = new PlacesInput { ProjectFolder = _folder.Path, IntermediateFolder = _folder.File("obj"), OutputFolder = _folder.File("out"), Repository = "repository" },
            Service = new ServiceInput { Engine = _engine, Ports = [$"{service.Port}:8080"] },
            Signing = new SigningInput { KeyFile = _key },
        };
        Packer.PackAsync(input, Environment, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static BuildEnvironment Environment { get; } = new()
    {
        Parallelism = 2,
        Variable = _ => null,
        Now = DateTimeOffset.UtcNow,
        Log = new PackLog(_ => { }, _ => { }),
    };
}
