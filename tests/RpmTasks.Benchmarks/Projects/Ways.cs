using System.Diagnostics;

using RpmTasks.Benchmarks.Measuring;
using RpmTasks.Testing;
using RpmTasks.Testing.BaseImages;

namespace RpmTasks.Benchmarks.Projects;

/// <summary>
/// From a web project to a package: with RpmTasks, and without. Each row has a project of its own, published before: what is published for
/// a package is compiled with other paths, and each row would compile anew what another did.
/// </summary>
internal sealed class Ways : IDisposable
{
    private static readonly string[] OnBase = [$"-p:RpmBaseImage=docker-archive:{Archive}"];
    private static readonly string[] SelfContained = ["--runtime", "linux-x64", "--self-contained", "-p:RpmBaseImage=scratch"];
    private static readonly string[] Native = ["--runtime", "linux-x64", "-p:PublishAot=true", "-p:InvariantGlobalization=true", "-p:RpmBaseImage=scratch"];
    private const string Shared = "-p:RpmImageLayers=shared";

    private readonly TemporaryFolder _folder = new();
    private readonly SavedImage _saved;
    private int _projects;
    private int _changes;

    public Ways()
    {
        _saved = new SavedImage(_folder.File("saved"), Archive, DotNetBase.Reference);
        Publish = Plain("publish", (_, _) => { });
        Compress = Zstd("zstd -3 -T0 of the image");
        Cold = Pack("with PackAsRpm, cold", DeleteAndForget, OnBase);
        Warm = Pack("with PackAsRpm, warm", Delete, OnBase);
        NoOp = Pack("with PackAsRpm, nothing changed", (_, _) => { }, OnBase);
        SharedWarm = Pack("with shared layers, warm", Delete, [.. OnBase, Shared]);
        Change = Plain("publish, one line changed", ChangeLine);
        ChangeBundled = Pack("with PackAsRpm, one line changed", ChangeLine, OnBase);
        ChangeShared = Pack("with shared layers, one line changed", ChangeLine, [.. OnBase, Shared]);
        SelfContainedBundled = Pack("self-contained, one line changed", ChangeLine, SelfContained);
        SelfContainedShared = Pack("self-contained, shared layers, one line changed", ChangeLine, [.. SelfContained, Shared]);
        NativePublish = Plain("publish of a native app", (_, _) => { }, Native);
        NativeCold = Pack("native app, with PackAsRpm, cold", DeleteAndForget, Native);
        RpmBuild = Build("docker save, rpmbuild", null);
        RpmBuildZstd3 = Build("docker save, rpmbuild with w3.zstdio", "w3.zstdio");
        RpmBuildZstd19 = Build("docker save, rpmbuild with w19.zstdio", "w19.zstdio") with { IsSlow = true };
    }

    public Candidate Publish { get; }

    public Candidate Compress { get; }

    public Candidate Cold { get; }

    public Candidate Warm { get; }

    public Candidate NoOp { get; }

    public Candidate SharedWarm { get; }

    public Candidate Change { get; }

    public Candidate ChangeBundled { get; }

    public Candidate ChangeShared { get; }

    public Candidate SelfContainedBundled { get; }

    public Candidate SelfContainedShared { get; }

    public Candidate NativePublish { get; }

    public Candidate NativeCold { get; }

    public Candidate RpmBuild { get; }

    public Candidate RpmBuildZstd3 { get; }

    public Candidate RpmBuildZstd19 { get; }

    public IReadOnlyList<Candidate> All =>
    [
        Publish, Cold, Warm, NoOp, SharedWarm, Change, ChangeBundled, ChangeShared, SelfContainedBundled, SelfContainedShared,
        NativePublish, NativeCold, RpmBuild, RpmBuildZstd3, RpmBuildZstd19, Compress,
    ];

    private static string Archive => DotNetBase.Archive;

    public void Dispose()
    {
        _saved.Dispose();
        _folder.Dispose();
    }

    private static void Delete(WebProject project, int change) => project.DeletePackage();

    private static void DeleteAndForget(WebProject project, int change)
    {
        project.DeletePackage();
        project.Forget();
    }

    private static void ChangeLine(WebProject project, int change) => project.Change(change);

    private Candidate Plain(string name, Action<WebProject, int> prepare, params IEnumerable<string> arguments)
    {
        var project = new WebProject(_folder.File($"{++_projects}"), arguments);
        return new Candidate(name, project.Publish) { Prepare = () => prepare(project, ++_changes) };
    }

    private Candidate Pack(string name, Action<WebProject, int> prepare, IEnumerable<string> arguments)
    {
        var project = new WebProject(_folder.File($"{++_projects}"), [.. arguments, "-p:PackAsRpm=true"]);
        return new Candidate(name, project.Publish)
        {
            IsOurs = true,
            Prepare = () => prepare(project, ++_changes),
            Length = () => new FileInfo(project.Package).Length,
        };
    }

    private Candidate Zstd(string name)
    {
        var output = _folder.File("image.zst");
        return new Candidate(name, () => new ProcessStartInfo("zstd", ["-3", "-T0", "--quiet", Archive, "-o", output]))
        {
            Prepare = () => File.Delete(output),
            Length = () => new FileInfo(output).Length,
        };
    }

    /// <param name="compression">What rpmbuild is told; null is its default.</param>
    private Candidate Build(string name, string? compression)
    {
        var output = _folder.File(compression ?? "default");
        return new Candidate(name, () => _saved.Pack(output, compression is null ? [] : [$"_binary_payload {compression}"]))
        {
            Prepare = () =>
            {
                if (Directory.Exists(output))
                    Directory.Delete(output, recursive: true);
            },
            Length = () => new FileInfo(SavedImage.Package(output)).Length,
        };
    }
}
