using System.Text;

using RpmTasks.Images.Archives;
using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Trees;

/// <summary>Why a program cannot be started: a rule, and what it says beyond command and program.</summary>
internal sealed record ProgramFault(Rule Rule, params string[] Particulars);

/// <summary>Whether the kernel can start a program of a tree that is root's, for a user who is not root.</summary>
internal sealed class ProgramCheck(TreeIndex index, ImagePlatform platform, TreeNeeds needs)
{
    /// <summary>Scripts whose interpreter is a script: as many as Linux follows (exec_binprm in fs/exec.c).</summary>
    private const int MaximumScripts = 4;

    /// <summary>BINPRM_BUF_SIZE: as far as Linux reads a first line.</summary>
    private const int LongestFirstLine = 256;

    private const int Others = 0b001;
    private const int OthersRead = 0b100;

    public static bool IsExecutable(TreeEntry entry) => (entry.Node.Mode & Others) != 0;

    /// <param name="path">Absolute; a file is there.</param>
    public ProgramFault? FindProblem(string path) => Check(path, MaximumScripts);

    private ProgramFault? Check(string path, int scripts)
    {
        var entry = index.Resolve(path)!;
        if (FindClosed(entry) is { } reason)
            return new ProgramFault(Rules.StartProgramClosed, reason);
        var start = Start(entry.Node.Content!, LongestFirstLine);
        if (start.AsSpan().StartsWith("#!"u8))
            return scripts == 0 ? new ProgramFault(Rules.StartProgramClosed, "it is a script of a script of a script") : CheckScript(path, start, scripts);
        return ElfProgram.IsElf(start) ? CheckElf(path, entry.Node.Content!) : new ProgramFault(Rules.StartProgramClosed, "it is neither an ELF program nor a script that begins with '#!'");
    }

    private string? FindClosed(TreeEntry entry)
    {
        if (needs.Covers("/" + entry.Path))
            return $"the service does not see /{entry.Path}: the unit has its own, or nothing, there";
        if (!IsExecutable(entry))
            return $"the mode of /{entry.Path} is {Octal(entry.Node.Mode)}, and the service is neither root nor of its group";
        var closed = ArchivePath.FoldersOn(entry.Path).Select(folder => index.Find(folder)!).FirstOrDefault(folder => !IsExecutable(folder));
        return closed is null ? null : $"the directory /{closed.Path} is closed to the service, with the mode {Octal(closed.Node.Mode)}";
    }

    private ProgramFault? CheckScript(string path, byte[] start, int scripts)
    {
        if ((index.Resolve(path)!.Node.Mode & OthersRead) == 0)
            return new ProgramFault(Rules.StartProgramClosed, $"the script {path} cannot be read by the service");
        var line = Encoding.UTF8.GetString(start.AsSpan(2)).Split('\n')[0].Trim(' ', '\t', '\r');
        var interpreter = line.Split((char[])[' ', '\t'], 2)[0];
        return interpreter.StartsWith('/') && index.Resolve(interpreter) is { Kind: TreeKind.File }
            ? Check(interpreter, scripts - 1)
            : new ProgramFault(Rules.NoInterpreter, $"the script {path} names the interpreter '{interpreter}'");
    }

    private ProgramFault? CheckElf(string path, Blob content)
    {
        if (ElfProgram.Read(content) is not { } elf)
            return new ProgramFault(Rules.StartProgramClosed, $"{path} is a damaged ELF program");
        if (!elf.IsFor(platform))
            return new ProgramFault(Rules.ForeignProgram, path, elf.MachineName, platform.ToString());
        return elf.Interpreter is not { } loader || (index.Resolve(loader) is { Kind: TreeKind.File } found && IsExecutable(found))
            ? null
            : new ProgramFault(Rules.NoInterpreter, $"the dynamic program {path} needs the loader '{loader}'");
    }

    private static byte[] Start(Blob content, int length)
    {
        using var stream = content.Open();
        var start = new byte[Math.Min(content.Size, length)];
        stream.ReadExactly(start);
        return start;
    }

    private static string Octal(int mode) => "0" + Convert.ToString(mode, 8);
}
