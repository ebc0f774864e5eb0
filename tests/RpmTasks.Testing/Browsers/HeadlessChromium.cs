using System.Diagnostics;

namespace RpmTasks.Testing.Browsers;

/// <summary>A real browser without a window, each time with an empty profile, that talks to nobody.</summary>
public static class HeadlessChromium
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void Require() => RealTool.Require("chromium");

    /// <summary>The page as it is when its script has run.</summary>
    /// <param name="fragment">Of the address, with its '#'.</param>
    public static string Dom(string file, string fragment = "")
    {
        var result = Run("--dump-dom", Address(file, fragment));
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"chromium: {result.All}");
    }

    /// <summary>What the page and the browser complained of while it was shown.</summary>
    public static IReadOnlyList<string> Complaints(string file, string fragment = "") =>
        [.. Run("--enable-logging=stderr", "--v=0", "--dump-dom", Address(file, fragment)).Error.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))];

    public static void Screenshot(string file, string fragment, string png, params IEnumerable<string> more) =>
        Run([$"--screenshot={png}", "--hide-scrollbars", .. more, Address(file, fragment)]);

    private static string Address(string file, string fragment) => new Uri(file).AbsoluteUri + fragment;

    private static ToolResult Run(params IEnumerable<string> arguments)
    {
        using var profile = new TemporaryFolder();
        string[] always =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={profile.Path}", "--virtual-time-budget=5000",
        ];
        return Command.Run(Patience, new ProcessStartInfo("chromium", [.. always, .. arguments]));
    }
}
