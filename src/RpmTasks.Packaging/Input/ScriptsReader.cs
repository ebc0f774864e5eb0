using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Scripts;
using RpmTasks.Packaging.Scripts.Syntax;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads the project's own scripts.</summary>
internal sealed partial class ScriptsReader(PackInput input, ProblemList problems)
{
    /// <summary>Linux passes no longer word to a program (MAX_ARG_STRLEN), NUL included.</summary>
    private const int MaxScriptSize = (128 << 10) - 1;

    private readonly SourceFiles _sources = new(input.Places.ProjectFolder, problems);

    private static readonly ImmutableArray<(string Property, ScriptletKind Kind)> Kinds =
    [
        ("RpmPreInstallScript", ScriptletKind.PreInstall),
        ("RpmPostInstallScript", ScriptletKind.PostInstall),
        ("RpmPreUninstallScript", ScriptletKind.PreUninstall),
        ("RpmPostUninstallScript", ScriptletKind.PostUninstall),
        ("RpmPreTransactionScript", ScriptletKind.PreTransaction),
        ("RpmPostTransactionScript", ScriptletKind.PostTransaction),
    ];

    public UserScripts Read() => new(
        [
            .. from kind in Kinds
               from file in input.Scripts.Files
               where file.Name == kind.Property && file.Value.Length > 0
               let script = Read(kind.Kind, file)
               where script is not null
               select script,
        ],
        problems.Choice("RpmScriptFailure", input.Scripts.Failure, ("ignore", ScriptFailure.Ignore), ("abort", ScriptFailure.Abort)));

    private UserScript? Read(ScriptletKind kind, InputItem file)
    {
        if (_sources.ReadText(file.Name, file.Value) is not { } text)
            return null;
        if (Encoding.UTF8.GetByteCount(text) > MaxScriptSize)
            problems.Add(Rules.UnreadableFile, file.Name, file.Value, $"it has more than {MaxScriptSize} bytes, the longest script that can be passed to a shell");
        else if (FindControl(text) is { } line)
            problems.Add(Rules.ScriptHasControl, file.Name, file.Value, Text(line));
        else if (text.StartsWith("#!", StringComparison.Ordinal) && !PosixShebang().IsMatch(text))
            problems.Add(Rules.ForeignShebang, file.Name, file.Value, text.Split('\n')[0]);
        else if (ShellSyntax.FindFault(text) is { } fault)
            problems.Add(Rules.BadScript, file.Name, file.Value, Text(fault.Line), fault.Message);
        else
            return new UserScript(kind, file.Name, text) { Options = PosixShebang().Match(text).Groups["options"].Value };
        return null;
    }

    private static int? FindControl(string text)
    {
        for (var (i, line) = (0, 1); i < text.Length; i++)
        {
            if (text[i] == '\n')
                line++;
            else if (char.IsControl(text[i]) && text[i] != '\t')
                return line;
        }

        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // bash and its like would not be there in every chroot, and /bin/sh runs the script whatever this line says.
    [GeneratedRegex(@"^#![ \t]*(/usr)?/bin/(env[ \t]+)?(sh|dash)([ \t]+(?<options>-[aefuvx]+))?[ \t]*(\n|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex PosixShebang();
}
