using Npgsql;

namespace Orders;

/// <summary>Works orders off, oldest first.</summary>
public sealed class Worker(OrderBook orders, ILogger<Worker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await WorkAsync(stoppingToken))
                await Task.Delay(Pause, stoppingToken);
        }
    }

    /// <returns>Whether there was anything to do.</returns>
    private async Task<bool> WorkAsync(CancellationToken stop)
    {
        try
        {
            if (await orders.WorkOffAsync(Api.Version, stop) is not { } order)
                return false;
            logger.LogInformation("Order {Id} is done: {Item}", order.Id, order.Item);
            return true;
        }
        catch (NpgsqlException exception)
        {
            logger.LogWarning("No database: {Reason}", exception.Message);
            return false;
        }
    }
}
