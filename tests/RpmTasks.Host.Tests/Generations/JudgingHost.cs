using RpmTasks.Rpm.Model;
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
    /// <returns>Its path on the host.</returns>
    public string Add(RpmSpec spec, string folder = "")
    {
        Directory.CreateDirectory(_host.Shared(folder));
        using (var output = File.Create(_host.Shared(Path.Combine(folder, RpmFileName.Of(spec)))))
            RpmWriter.Write(spec, output, parallelism: 2, CancellationToken.None);
        return Path.Combine(OfflineHost.Exchange, folder, RpmFileName.Of(spec));
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
}
