using System.Globalization;
using System.Security.Cryptography;

using RpmTasks.Testing;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Large;

/// <summary>A project that wraps an image with a <see cref="LargeLayer"/>, as a user has it.</summary>
internal sealed class LargeProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LargeProject()
    {
        WriteImage();
        LocalFeed.Mine.WriteConfig(_folder.Path);
        File.WriteAllText(_folder.File("large.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RpmImage>oci:image</RpmImage>
                <RpmService>false</RpmService>
                <RpmOutputPath>rpm</RpmOutputPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RpmTasks" Version="{LocalFeed.Mine.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>SHA-256 of the layer.</summary>
    public string Layer { get; private set; } = "";

    public long LayerLength { get; private set; }

    public string Rpm => Directory.GetFiles(_folder.File("rpm"), "*.rpm").Single();

    /// <summary>Publishes it.</summary>
    /// <returns>Bytes that the biggest of its processes had in memory at most, and the seconds it took.</returns>
    public (long Peak, double Seconds) Publish()
    {
        var restore = DotNet.In(_folder.Path, LocalFeed.PackagesFolder, "restore");
        Command.Do(restore);
        var publish = DotNet.In(_folder.Path, LocalFeed.PackagesFolder, "publish", "--no-restore", "-p:PackAsRpm=true");
        foreach (var argument in new[] { RealTool.Find(publish.FileName)!, "%M %e", "--format", _folder.File("time"), "--output" })
            publish.ArgumentList.Insert(0, argument);
        publish.FileName = "time";
        Command.Do(publish);
        var numbers = File.ReadAllText(_folder.File("time")).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return ((long)numbers[0] * 1024, numbers[1]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>An OCI layout: it holds the layer as a file, so that its holes stay holes.</summary>
    private void WriteImage()
    {
        var blobs = Directory.CreateDirectory(_folder.File("image", "blobs", "sha256")).FullName;
        (Layer, LayerLength) = LargeLayer.Write(Path.Combine(blobs, "layer"));
        File.Move(Path.Combine(blobs, "layer"), Path.Combine(blobs, Layer));
        var config = Descriptor("config", $$$"""{"architecture":"amd64","os":"linux","config":{"Entrypoint":["/large"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{{Layer}}}"]}}""");
        var layer = $$"""{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:{{Layer}}","size":{{LayerLength}}}""";
        var manifest = Descriptor("manifest", $$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{config}},"layers":[{{layer}}]}""");
        File.WriteAllText(_folder.File("image", "index.json"), $$"""{"schemaVersion":2,"manifests":[{{manifest}}]}""");
        File.WriteAllText(_folder.File("image", "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");

        string Descriptor(string kind, string json)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(json);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            File.WriteAllBytes(Path.Combine(blobs, sha256), bytes);
            return $$"""{"mediaType":"application/vnd.oci.image.{{kind}}.v1+json","digest":"sha256:{{sha256}}","size":{{bytes.Length}}}""";
        }
    }
}
