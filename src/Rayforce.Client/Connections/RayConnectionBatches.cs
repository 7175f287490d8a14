using System.Runtime.CompilerServices;

namespace Rayforce.Client;

/// <summary>Tables that come in parts.</summary>
public static class RayConnectionBatches
{
    /// <summary>
    /// Has an object evaluated whose result is a table, and gives the table in batches. The reply comes whole and is
    /// cut here: a batch is a copy of its rows.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The object, or a text such as <c>(select {from: trades})</c>.</param>
    /// <param name="batchRows">How many rows a batch has; the last one has the rest.</param>
    /// <param name="cancellationToken">Ends the wait; the connection stays usable.</param>
    /// <returns>The batches; one without rows when the table has none, so that its columns are seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A batch of less than one row.</exception>
    /// <exception cref="InvalidCastException">The result is no table.</exception>
    /// <inheritdoc cref="IRayConnection.ExecuteAsync(RayObject, CancellationToken)"/>
    public static async IAsyncEnumerable<RayTable> ExecuteBatchesAsync(
        this IRayConnection connection,
        RayObject request,
        int batchRows,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        OptionValue.AtLeast(1, batchRows, nameof(batchRows));
        var table = await connection.ExecuteAsync<RayTable>(request, cancellationToken).ConfigureAwait(false);
        if (table.RowCount <= batchRows)
        {
            yield return table;
            yield break;
        }

        for (var start = 0; start < table.RowCount; start += batchRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return table.Slice(start, Math.Min(batchRows, table.RowCount - start));
        }
    }
}
