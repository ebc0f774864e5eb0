using System.Globalization;

using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Commits;

/// <summary>A repository that git made, with dates that git shows.</summary>
internal sealed class TestRepository
{
    private const long First = 1_700_000_000;

    private TestRepository(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Revisions { get; private set; } = [];

    /// <summary>When each was committed, as git shows it.</summary>
    public IReadOnlyList<long?> Dates { get; private set; } = [];

    public static TestRepository Make(string folder, string format, int commits)
    {
        RealTool.Require("git");
        Directory.CreateDirectory(folder);
        var repository = new TestRepository(folder);
        repository.Run("init", "-q", "--object-format=" + format);
        for (var i = 0; i < commits; i++)
            repository.Commit(i);
        var log = repository.Run("log", "--reverse", "--format=%H %ct").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        repository.Revisions = [.. log.Select(line => line.Split(' ')[0])];
        repository.Dates = [.. log.Select(line => (long?)long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))];
        return repository;
    }

    public string Run(params string[] arguments)
    {
        var result = RealTool.Run("git", ["-C", Folder, "-c", "user.name=A > B", "-c", "user.email=a@example.org", "-c", "gc.auto=0", .. arguments]);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {result.All}");
    }

    private void Commit(int number)
    {
        var message = string.Join('\n', Enumerable.Range(0, 60).Select(line => $"Line {line} of a message that hardly changes.")) + $"\n{number}\n";
        var time = string.Create(CultureInfo.InvariantCulture, $"{First + (number * 86_400L)} +0{number % 10}30");
        RealTool.Run(
            "env",
            $"GIT_COMMITTER_DATE={time}", "GIT_AUTHOR_DATE=1600000000 +0000",
            "git", "-C", Folder, "-c", "user.name=A > B", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", message);
    }
}
