namespace Rayforce.Client;

/// <summary>Loads rows in bulk.</summary>
public static class RayClientInserts
{
    /// <summary>
    /// Loads tables into a table of the server's, one after another, each acknowledged before the next is sent; after a
    /// lost connection the load goes on. Where the server takes the requests for it (those of this library and native ones
    /// of wire version 3 do) each chunk is stored with its number, and none twice, also when the server was started again
    /// and has read its journal. On others a chunk that was under way when the connection was lost may be stored twice.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="table">The table's name; it exists, and has the chunks' columns.</param>
    /// <param name="chunks">The rows, in chunks.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told after each chunk.</param>
    /// <param name="cancellationToken">Ends the load; what is acknowledged stays.</param>
    /// <returns>What was loaded.</returns>
    /// <exception cref="RayInsertException">The server has lost what it had acknowledged.</exception>
    /// <inheritdoc cref="IRayClient.ExecuteAsync" path="/exception"/>
    public static Task<InsertProgress> InsertAsync(
        this IRayClient client,
        string table,
        IAsyncEnumerable<RayTable> chunks,
        RayInsertOptions? options = null,
        IProgress<InsertProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(chunks);
        return new BulkLoad(client, table, options ?? new RayInsertOptions(), progress)
            .RunAsync(chunks, cancellationToken);
    }

    /// <summary>Loads records into a table of the server's, in chunks, as for tables.</summary>
    /// <typeparam name="T">The record of a row.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="table">The table's name; it exists, and has a column for every property.</param>
    /// <param name="records">The rows.</param>
    /// <param name="map">The mapping of a row, <c>Trade.RayMap</c> for example.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told after each chunk.</param>
    /// <param name="cancellationToken">Ends the load; what is acknowledged stays.</param>
    /// <inheritdoc cref="InsertAsync(IRayClient, string, IAsyncEnumerable{RayTable}, RayInsertOptions, IProgress{InsertProgress}, CancellationToken)" path="/*[self::exception or self::returns]"/>
    public static Task<InsertProgress> InsertAsync<T>(
        this IRayClient client,
        string table,
        IAsyncEnumerable<T> records,
        RayRecordMap<T> map,
        RayInsertOptions? options = null,
        IProgress<InsertProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(map);
        options ??= new RayInsertOptions();
        return client.InsertAsync(
            table,
            RayTable.InChunks(records, map, options.ChunkRows, cancellationToken),
            options,
            progress,
            cancellationToken);
    }
}
