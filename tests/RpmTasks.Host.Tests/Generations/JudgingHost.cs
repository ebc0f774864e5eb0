using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Signing;
using RpmTasks.Rpm.Writing;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Generations;

/// <summary>A host of one generation, with packages to judge.</summary>
internal sealed class JudgingHost(Generation generation) : IDisposable
{
    private readonly OfflineHost _host = new(generation.Recipe);

    public Generation Generation => generation;

    /// <summary>Writes a package.</summary>
    /// <param name="sign">Null leaves it unsigned.</param>
    /// <returns>Its path on the host.</returns>
    public string Add(RpmSpec spec, string folder = "", SignHeader? sign = null)
    {
        Directory.CreateDirectory(_host.Shared(folder));
        var options = new WriteOptions(Parallelism: 2) { Sign = sign };
        using (var output = File.Create(FileOf(spec, folder)))
            RpmWriter.Write(spec, output, options, CancellationToken.None);
        return Path.Combine(OfflineHost.Exchange, folder, RpmFileName.Of(spec));
    }

    /// <summary>Damages a package that was added.</summary>
    public void Change(RpmSpec spec, Action<byte[]> change, string folder = "")
    {
        var bytes = File.ReadAllBytes(FileOf(spec, folder));
        change(bytes);
        File.WriteAllBytes(FileOf(spec, folder), bytes);
    }

    /// <summary>Makes the host trust a key.</summary>
    public void Import(JudgedKey key)
    {
        File.WriteAllBytes(_host.Shared("public.asc"), key.Public);
        _host.Do($"rpmkeys --import {OfflineHost.Exchange}/public.asc");
    }

    public ToolResult Run(string script) => _host.Run(script);

    public string Do(string script) => _host.Do(script);

    public string Shared(string name) => _host.Shared(name);

    public IReadOnlyList<string> Changes() => _host.Changes();

    /// <summary>What scriptlets noted since it was last asked for.</summary>
    public string[] TakeScriptletLog()
    {
        var log = _host.Shared(Path.GetFileName(JudgedPackages.ScriptletLog));
        if (!File.Exists(log))
            return [];
        var lines = File.ReadAllLines(log);
        File.Delete(log);
        return lines;
    }

    public void Dispose() => _host.Dispose();

    private string FileOf(RpmSpec spec, string folder) => _host.Shared(Path.Combine(folder, RpmFileName.Of(spec)));
}
