using System.Runtime.CompilerServices;

namespace Rayforce.Client;

/// <summary>Tables that come in parts.</summary>
public static class RayConnectionBatches
{
    /// <summary>
    /// Has an object evaluated whose result is a table, and gives the table in batches. Where the connection is no
    /// <see cref="RayConnection"/> the reply comes whole and is cut here.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The object, or a text such as <c>(select {from: trades})</c>.</param>
    /// <param name="batchRows">The most rows of a batch.</param>
    /// <param name="cancellationToken">Ends the wait; the connection stays usable.</param>
    /// <returns>The batches; one without rows when the table has none, so that its columns are seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A batch of less than one row.</exception>
    /// <exception cref="RayforceQueryException">The server answered with an error object, or with no table.</exception>
    /// <inheritdoc cref="IRayConnection.ExecuteAsync(RayObject, CancellationToken)" path="/exception"/>
    public static IAsyncEnumerable<RayTable> ExecuteBatchesAsync(
        this IRayConnection connection,
        RayObject request,
        int batchRows,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        OptionValue.AtLeast(1, batchRows, nameof(batchRows));
        return connection is RayConnection ours
            ? ours.ExecuteBatchesAsync(request, batchRows, cancellationToken)
            : CutAsync(connection, request, batchRows, cancellationToken);
    }

    /// <summary>Cuts a reply that comes whole.</summary>
    internal static async IAsyncEnumerable<RayTable> CutAsync(
        IRayConnection connection,
        RayObject request,
        int batchRows,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = AsTable(await connection.ExecuteAsync(request, cancellationToken).ConfigureAwait(false));
        var start = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(batchRows, table.RowCount - start);
            yield return table.Slice(start, count);
            start += count;
        }
        while (start < table.RowCount);
    }

    /// <summary>A reply that has to be a table.</summary>
    internal static RayTable AsTable(RayObject reply) => reply as RayTable
        ?? throw new RayforceQueryException(new RayError("type", $"The result is no table, but of type {reply.Type}."));
}
