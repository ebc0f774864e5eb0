using System.Diagnostics;

namespace RpmTasks.Poller;

/// <summary>Asks the same question over and over, each time over a connection of its own.</summary>
public sealed class Asker : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Uri _url;

    /// <summary>Who hears nothing for so long has heard nothing at all.</summary>
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public Asker(Uri url) => _url = url;

    /// <summary>At every tick, whether or not the earlier requests were answered.</summary>
    public async Task<IReadOnlyList<Answer>> AskEveryTickAsync(CancellationToken until)
    {
        using var ticks = new PeriodicTimer(Tick);
        var asked = new List<Task<Answer>>();
        try
        {
            do
                asked.Add(AskAsync());
            while (await ticks.WaitForNextTickAsync(until));
        }
        catch (OperationCanceledException)
        {
        }

        return await Task.WhenAll(asked);
    }

    /// <summary>So many clients, each of which asks again a tick after it was answered.</summary>
    public async Task<IReadOnlyList<Answer>> AskInTurnAsync(int clients, CancellationToken until)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var heard = new List<Answer>();
            while (!until.IsCancellationRequested)
            {
                heard.Add(await AskAsync());
                await Task.Delay(Tick, CancellationToken.None);
            }

            return heard;
        }));
        return [.. answers.SelectMany(heard => heard)];
    }

    public void Dispose() => _client.Dispose();

    private async Task<Answer> AskAsync()
    {
        var asked = _clock.Elapsed;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _url) { Headers = { ConnectionClose = true } };
            using var response = await _client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            return new Answer(asked, _clock.Elapsed, response.IsSuccessStatusCode, response.IsSuccessStatusCode ? body : $"{(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Answer(asked, _clock.Elapsed, false, (failure.InnerException ?? failure).Message);
        }
    }
}
