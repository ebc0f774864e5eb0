namespace Worker;

public sealed partial class Ticker(ILogger<Ticker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var version = typeof(Ticker).Assembly.GetName().Version!.ToString(3);
        for (var tick = 1; !stoppingToken.IsCancellationRequested; tick++)
        {
            LogTick(version, tick);
            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Worker {Version} tick {Tick}")]
    private partial void LogTick(string version, int tick);
}
