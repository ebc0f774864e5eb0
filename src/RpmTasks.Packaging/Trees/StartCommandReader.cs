using System.Collections.Immutable;

using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Diagnostics;

namespace RpmTasks.Packaging.Trees;

/// <summary>Resolves what an image starts, as an engine would, and checks that the kernel can start it in the tree.</summary>
internal sealed class StartCommandReader(ImageConfig config, FlatTree tree, TreeNeeds needs)
{
    /// <summary>What engines take when the image names none.</summary>
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly TreeIndex _index = new(tree);

    /// <returns>Null, with the problem, when it cannot be started.</returns>
    public StartCommand? Read(out Problem? problem)
    {
        ImmutableArray<string> words = [.. config.Entrypoint, .. config.Command];
        if (words is not [var word, ..] || word.Length == 0)
        {
            problem = Problem.Of(Rules.NoStartCommand);
            return null;
        }

        var candidates = Candidates(word).ToList();
        var found = candidates.Where(path => _index.Resolve(path) is { Kind: TreeKind.File }).ToList();
        // As execvp(3): the first that may be executed; if none may, the first that is there says why.
        var program = found.FirstOrDefault(path => ProgramCheck.IsExecutable(_index.Resolve(path)!)) ?? found.FirstOrDefault();
        problem = program is null
            ? Missing(words, candidates)
            : new ProgramCheck(_index, config.Platform, needs).FindProblem(program) is { } reason ? Unusable(words, program, reason) : null;
        return problem is null ? new StartCommand(program!, words.RemoveAt(0)) : null;
    }

    private IEnumerable<string> Candidates(string word)
    {
        if (word.Contains('/', StringComparison.Ordinal))
            return [Absolute(word)];
        var path = config.Environment.LastOrDefault(variable => variable.StartsWith("PATH=", StringComparison.Ordinal))?["PATH=".Length..] ?? UsualPath;
        return path.Split(':').Select(folder => Absolute($"{folder}/{word}"));
    }

    private string Absolute(string path)
    {
        var parts = (path.StartsWith('/') ? path : $"{config.WorkingDirectory}/{path}").Split('/').Where(part => part is not ("" or "."));
        var absolute = "/" + string.Join('/', parts);
        // systemd takes no "..", and what is above a link only the tree knows.
        return parts.Contains("..") && _index.Resolve(absolute) is { } entry ? "/" + entry.Path : absolute;
    }

    private static Problem Missing(ImmutableArray<string> words, List<string> candidates) => words is [_, "-c", _, ..]
        ? Problem.Of(Rules.NoShellInImage, string.Join(' ', words), candidates[0])
        : Problem.Of(Rules.NoStartProgram, words[0], string.Join(", ", candidates));

    private static Problem Unusable(ImmutableArray<string> words, string program, ProgramFault fault) =>
        Problem.Of(fault.Rule, [string.Join(' ', words), program, .. fault.Particulars]);
}
