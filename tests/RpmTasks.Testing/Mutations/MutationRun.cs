using System.Diagnostics;
using System.Globalization;

using NUnit.Framework;

namespace RpmTasks.Testing.Mutations;

/// <param name="Artefact">What it was made of, for the report of a failure.</param>
/// <param name="Bytes">The artefact, kept if it fails.</param>
/// <param name="Read">Reads it; throws when the reader does not do as it must.</param>
public sealed record Mutant(string Artefact, ReadOnlyMemory<byte> Bytes, Action Read);

/// <summary>
/// Reads many damaged artefacts and holds every reader to its bounds: no exception but its own, no hang, no more than 64 MiB and a little.
/// RPMTASKS_MUTATIONS is how many all runs make together, RPMTASKS_MUTATION_SEED the first; the seed of a failure repeats it.
/// </summary>
public sealed class MutationRun
{
    private const int Usual = 200_000;

    /// <summary>64 MiB are the dictionary that rpm allows xz and lzma to ask for, so that sound packages need it; a little is for all else.</summary>
    private const long MostBytes = 66 << 20;

    private const int MostFailures = 5;

    /// <summary>Machines pause; a reader that is slow three times is slow.</summary>
    private const int Tries = 3;

    /// <summary>Of the process, which does nothing else: on a busy machine the clock says nothing of the reader. One that waits is caught as hanging.</summary>
    private static readonly TimeSpan _slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _hanging = TimeSpan.FromSeconds(30);

    private readonly Func<Random, Mutant> _next;
    private readonly List<string> _failures = [];
    private readonly int _first = FromEnvironment("RPMTASKS_MUTATION_SEED", 1);
    private readonly int _count;
    private volatile int _seed;
    private volatile Mutant? _mutant;
    private long _startedAt = Stopwatch.GetTimestamp();
    private TimeSpan _slowest;
    private long _largest;

    private MutationRun(int count, Func<Random, Mutant> next) => (_count, _next) = (count, next);

    /// <param name="percent">Of all mutants, how many this run makes.</param>
    /// <param name="next">Makes one, by the random numbers alone.</param>
    public static void Run(int percent, Func<Random, Mutant> next) =>
        new MutationRun(Math.Max(1, (int)((long)FromEnvironment("RPMTASKS_MUTATIONS", Usual) * percent / 100)), next).Run();

    private void Run()
    {
        var worker = new Thread(ReadAll) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromSeconds(1)))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _startedAt)) > _hanging)
                Assert.Fail($"the reader hangs; {Kept()}");
        }

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_seed - _first + 1} mutants from seed {_first}: the slowest took {_slowest.TotalMilliseconds:0} ms of processor time, the largest {_largest / 1e6:0.0} MB"));
        Assert.That(_failures, Is.Empty);
    }

    private void ReadAll()
    {
        for (var i = 0; i < _count && _failures.Count < MostFailures; i++)
        {
            _seed = _first + i;
            if (Fault() is { } fault)
                _failures.Add($"{fault}; {Kept()}");
        }
    }

    private string Kept()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, string.Create(CultureInfo.InvariantCulture, $"mutant-{_seed}"));
        if (_mutant is { } mutant)
            File.WriteAllBytes(path, mutant.Bytes.ToArray());
        return $"it is kept in {path}, and RPMTASKS_MUTATION_SEED={_seed} RPMTASKS_MUTATIONS=1 repeats it";
    }

    private string? Fault()
    {
        _mutant = null;
        try
        {
            var mutant = _mutant = _next(new Random(_seed));
            Interlocked.Exchange(ref _startedAt, Stopwatch.GetTimestamp());
            var (time, bytes) = Measure(mutant.Read);
            for (var i = 1; i < Tries && (time > _slow || bytes > MostBytes); i++)
                (time, bytes) = Measure(mutant.Read);
            (_slowest, _largest) = (time > _slowest ? time : _slowest, Math.Max(bytes, _largest));
            return time > _slow ? $"{mutant.Artefact}: it took {time.TotalSeconds:0.0} s" : bytes > MostBytes ? $"{mutant.Artefact}: it took {bytes} bytes" : null;
        }
        catch (Exception exception)
        {
            return $"{_mutant?.Artefact ?? "making it"}: {exception}";
        }
    }

    private static (TimeSpan Time, long Bytes) Measure(Action read)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var start = Environment.CpuUsage.TotalTime;
        read();
        return (Environment.CpuUsage.TotalTime - start, GC.GetTotalAllocatedBytes() - bytes);
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
