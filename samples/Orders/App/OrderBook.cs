using Npgsql;

namespace Orders;

/// <param name="DoneBy">The version that worked it off; null while it waits.</param>
public sealed record Order(long Id, string Item, string? DoneBy);

/// <summary>The orders, as rows.</summary>
public sealed class OrderBook(NpgsqlDataSource database)
{
    // Both roles come first at times, and one waits for the other.
    private const string MakeTable = """
        SELECT pg_advisory_xact_lock(1);
        CREATE TABLE IF NOT EXISTS orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item text NOT NULL, done_by text);
        """;

    private volatile bool _isThere;

    public async Task<Order> AddAsync(string item, CancellationToken stop)
    {
        await using var command = await CommandAsync("INSERT INTO orders (item) VALUES ($1) RETURNING id, item, done_by", stop, item);
        return (await ReadAsync(command, stop))!;
    }

    public async Task<Order?> FindAsync(long id, CancellationToken stop)
    {
        await using var command = await CommandAsync("SELECT id, item, done_by FROM orders WHERE id = $1", stop, id);
        return await ReadAsync(command, stop);
    }

    public async Task<long> CountAsync(CancellationToken stop)
    {
        await using var command = await CommandAsync("SELECT count(*) FROM orders", stop);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>The oldest order that waits, marked as done; any number of workers may ask.</summary>
    public async Task<Order?> WorkOffAsync(string version, CancellationToken stop)
    {
        await using var command = await CommandAsync("""
            UPDATE orders SET done_by = $1
            WHERE id = (SELECT id FROM orders WHERE done_by IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, item, done_by
            """, stop, version);
        return await ReadAsync(command, stop);
    }

    private async Task<NpgsqlCommand> CommandAsync(string text, CancellationToken stop, params object[] values)
    {
        if (!_isThere)
        {
            await using var make = database.CreateCommand(MakeTable);
            await make.ExecuteNonQueryAsync(stop);
            _isThere = true;
        }

        var command = database.CreateCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static async Task<Order?> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? new Order(rows.GetInt64(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)) : null;
    }
}
