internal sealed class Work(IConfiguration configuration, ILogger<Work> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(configuration.GetValue("Interval", TimeSpan.FromMinutes(1)));
        do
            logger.LogInformation("Working");
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
