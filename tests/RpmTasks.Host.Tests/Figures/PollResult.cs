using RpmTasks.Poller;

namespace RpmTasks.Host.Tests.Figures;

/// <summary>What a poller heard.</summary>
internal sealed class PollResult(IReadOnlyList<Answer> answers)
{
    private readonly Answer[] _heard = [.. answers.OrderBy(answer => answer.Heard)];

    public int Count => _heard.Length;

    public IReadOnlyList<string> Failures => [.. _heard.Where(answer => !answer.IsOk).Select(answer => answer.Text)];

    /// <summary>The bodies as they followed each other, each once for as long as it stayed the same.</summary>
    public IReadOnlyList<string> Bodies
    {
        get
        {
            var bodies = new List<string>();
            foreach (var answer in _heard.Where(answer => answer.IsOk && (bodies.Count == 0 || bodies[^1] != answer.Text)))
                bodies.Add(answer.Text);
            return bodies;
        }
    }

    /// <summary>The longest time from one good answer to the next.</summary>
    public TimeSpan LongestGap
    {
        get
        {
            var times = _heard.Where(answer => answer.IsOk).Select(answer => answer.Heard).ToArray();
            return times.Zip(times.Skip(1), (earlier, later) => later - earlier).DefaultIfEmpty().Max();
        }
    }

    /// <summary>The longest that anybody waited for a good answer.</summary>
    public TimeSpan LongestWait => _heard.Where(answer => answer.IsOk).Select(answer => answer.Heard - answer.Asked).DefaultIfEmpty().Max();
}
