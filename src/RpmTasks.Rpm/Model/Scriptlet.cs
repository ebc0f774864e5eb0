namespace RpmTasks.Rpm.Model;

/// <summary>When rpm runs a script.</summary>
internal enum ScriptletKind
{
    PreTransaction,
    PreInstall,
    PostInstall,
    PreUninstall,
    PostUninstall,
    PostTransaction,
}

/// <summary>One script of the package.</summary>
/// <param name="Body">UTF-8 text with LF line ends; no shebang needed.</param>
/// <param name="Interpreter">Absolute path of the program that runs it.</param>
internal sealed record Scriptlet(ScriptletKind Kind, string Body, string Interpreter = "/bin/sh");
