using RpmTasks.Packaging.Packing;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Service;

/// <summary>A system that scriptlets of the package orders run on: its systemctl notes what it is asked, and nothing else happens.</summary>
internal sealed class ScriptletSystem : IDisposable
{
    private const string ListRunning = "list-units --plain --no-legend --full --state=active,activating,reloading ";

    private readonly TemporaryFolder _folder = new();

    public ScriptletSystem()
    {
        RealTool.Require("sh");
        Directory.CreateDirectory(File("run", "systemd", "system"));
        // Fails when a word of its command line is in the file "fails".
        WriteProgram("systemctl", $"""
            echo "$*" >>{File("calls")}
            [ "$1" != list-units ] || cat {File("active")}
            [ "$1" != show ] || cat {File("listens")}
            for word in "$@"; do grep -qx -e "$word" {File("fails")} && exit 1; done
            exit 0
            """);
        Fail("");
        Listens("");
        Runs("orders.service");
        HasUnits("orders.service");
    }

    /// <summary>What the last scriptlet put out.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Names of what scriptlets have left for later ones.</summary>
    public string[] Notes => Directory.GetFiles(File("run"));

    /// <summary>In this folder lie /run and what else lies in /var/lib and /usr/lib/tmpfiles.d.</summary>
    public string File(params string[] parts) => _folder.File(parts);

    /// <param name="units">One a line.</param>
    public void Runs(string units) =>
        Write("active", string.Concat(units.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(unit => $"{unit} loaded active running Orders\n")));

    /// <summary>The files of units, of any version of the package, that are there.</summary>
    public void HasUnits(params ReadOnlySpan<string> names)
    {
        foreach (var file in Directory.CreateDirectory(File("units")).GetFiles())
            file.Delete();
        foreach (var name in names)
            Write("units/" + name, "");
    }

    /// <summary>What systemctl shows of a socket.</summary>
    public void Listens(string addresses) => Write("listens", addresses + "\n");

    /// <summary>The lines of the package's file for systemd-tmpfiles, below /var/lib.</summary>
    public void MakesDirectories(string lines) => Write("orders.conf", lines.Replace("/var/lib/", File() + "/", StringComparison.Ordinal));

    public void Fail(string word) => Write("fails", word + "\n");

    /// <summary>From now on it is a folder that packages are installed to, and no system that runs.</summary>
    public void BecomeChroot() => Directory.Delete(File("run", "systemd"), recursive: true);

    /// <summary>Puts the package's image helper there, which fails.</summary>
    public void AddImageHelper() => WriteProgram("image", $"echo \"image $*\" >>{File("calls")}\nexit 1");

    /// <returns>What systemctl and the helper were asked, with "|" between.</returns>
    public string Run(PackagePlan plan, ScriptletKind kind, int instances)
    {
        var body = plan.Spec.Scriptlets.Single(scriptlet => scriptlet.Kind == kind).Body
            .Replace("/usr/libexec/orders/image", File("image"), StringComparison.Ordinal)
            .Replace("/usr/lib/systemd/system/", File("units") + "/", StringComparison.Ordinal)
            .Replace("/usr/share/containers/systemd/", File("units") + "/", StringComparison.Ordinal)
            .Replace("/usr/lib/tmpfiles.d/", File() + "/", StringComparison.Ordinal)
            .Replace("/var/lib/", File() + "/", StringComparison.Ordinal)
            .Replace("/run/", File("run") + "/", StringComparison.Ordinal);
        Write("calls", "");
        var result = RealTool.Run("sh", "-c", $"PATH={File()}:$PATH; export PATH; set -- {instances}\n{body}");
        Output = result.All;
        Assert.That(result.ExitCode, Is.Zero, Output);
        return string.Join('|', System.IO.File.ReadAllLines(File("calls"))).Replace(ListRunning, "list ", StringComparison.Ordinal);
    }

    private void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    public void Dispose() => _folder.Dispose();

    private void WriteProgram(string name, string body)
    {
        Write(name, $"#!/bin/sh\n{body}\n");
        RealTool.Run("chmod", "+x", File(name));
    }
}
