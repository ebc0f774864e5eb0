using Npgsql;

namespace Orders;

/// <summary>Takes orders over HTTP.</summary>
public static class Api
{
    public static string Version => typeof(Api).Assembly.GetName().Version!.ToString(3);

    public static void Map(WebApplication app)
    {
        // While the database restarts the order is not taken, and whoever sends it may try again.
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (NpgsqlException exception) when (!context.Response.HasStarted)
            {
                app.Logger.LogWarning("No database: {Reason}", exception.Message);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
        });

        app.MapGet("/", async (OrderBook orders, CancellationToken stop) => $"Orders {Version} has {await orders.CountAsync(stop)}\n");
        app.MapPost("/orders", async (NewOrder order, OrderBook orders, CancellationToken stop) =>
        {
            var added = await orders.AddAsync(order.Item, stop);
            return Results.Created($"/orders/{added.Id}", added);
        });
        app.MapGet("/orders/{id:long}", async (long id, OrderBook orders, CancellationToken stop) =>
            await orders.FindAsync(id, stop) is { } order ? Results.Ok(order) : Results.NotFound());
    }

    public sealed record NewOrder(string Item);
}
