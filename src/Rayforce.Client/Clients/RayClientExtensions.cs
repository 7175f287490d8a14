using System.Runtime.CompilerServices;
using Rayforce.Queries;

namespace Rayforce.Client;

/// <summary>The shapes of a call that every client takes: queries, and results of a known type.</summary>
public static class RayClientExtensions
{
    /// <summary>How many rows a batch has where nobody says otherwise.</summary>
    private const int DefaultBatchRows = 65_536;

    /// <summary>Has an object evaluated, a text as source, whose result is of a known type.</summary>
    /// <typeparam name="T">
    /// <see cref="RayTable"/> or another type of Rayforce, the .NET type of an atom, or an array, see
    /// <see cref="RayObject.As{T}"/>.
    /// </typeparam>
    /// <param name="client">The client.</param>
    /// <param name="request">The object, or a text such as <c>(+ 1 2)</c>.</param>
    /// <param name="options">What this call wants otherwise; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the late reply is dropped.</param>
    /// <exception cref="InvalidCastException">The result is of another type; the message names both.</exception>
    /// <exception cref="InvalidOperationException">The result is a null and the type has none.</exception>
    /// <exception cref="OverflowException">The result does not fit the type.</exception>
    /// <inheritdoc cref="IRayClient.ExecuteAsync" path="/*[self::exception or self::returns]"/>
    public static async Task<T> ExecuteAsync<T>(
        this IRayClient client,
        RayObject request,
        RayCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return (await client.ExecuteAsync(request, options, cancellationToken).ConfigureAwait(false)).As<T>();
    }

    /// <summary>Has a query evaluated, in the form of the server's wire version.</summary>
    /// <param name="client">The client.</param>
    /// <param name="query">The query.</param>
    /// <param name="options">What this call wants otherwise; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the late reply is dropped.</param>
    /// <returns>The result: a table of a select or join, the table's name of a change in wire version 3.</returns>
    /// <exception cref="NotSupportedException">The wire version has no form for a part of the query.</exception>
    /// <inheritdoc cref="IRayClient.ExecuteAsync" path="/exception"/>
    public static async Task<RayObject> ExecuteAsync(
        this IRayClient client,
        RayQuery query,
        RayCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(query);
        var terms = await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await client.ExecuteAsync(query.ToRayObject(terms.WireVersion), options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Has a query evaluated whose result is of a known type.</summary>
    /// <typeparam name="T">As for an object.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="query">The query.</param>
    /// <param name="options">What this call wants otherwise; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the late reply is dropped.</param>
    /// <exception cref="InvalidCastException">The result is of another type; the message names both.</exception>
    /// <exception cref="InvalidOperationException">The result is a null and the type has none.</exception>
    /// <exception cref="OverflowException">The result does not fit the type.</exception>
    /// <inheritdoc cref="ExecuteAsync(IRayClient, RayQuery, RayCallOptions, CancellationToken)" path="/*[self::exception or self::returns]"/>
    public static async Task<T> ExecuteAsync<T>(
        this IRayClient client,
        RayQuery query,
        RayCallOptions? options = null,
        CancellationToken cancellationToken = default) =>
        (await client.ExecuteAsync(query, options, cancellationToken).ConfigureAwait(false)).As<T>();

    /// <summary>Has a query evaluated, and gives the rows of its table one by one, as batches come.</summary>
    /// <typeparam name="T">The record of a row.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="query">The query.</param>
    /// <param name="map">The mapping of a row, <c>Trade.RayMap</c> for example.</param>
    /// <param name="batchRows">How many rows come at a time. Default 65,536.</param>
    /// <param name="options">What this call wants otherwise; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="KeyNotFoundException">The table has no column for a property.</exception>
    /// <exception cref="InvalidCastException">
    /// The result is no table, or a column cannot be read as its property's type.
    /// </exception>
    /// <inheritdoc cref="IRayClient.ExecuteAsync" path="/*[self::exception or self::returns]"/>
    public static async IAsyncEnumerable<T> QueryAsync<T>(
        this IRayClient client,
        RayQuery query,
        RayRecordMap<T> map,
        int batchRows = DefaultBatchRows,
        RayCallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(map);
        var terms = await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var request = query.ToRayObject(terms.WireVersion);
        await foreach (var batch in client.ExecuteBatchesAsync(request, batchRows, options, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (var row in map.Read(batch))
                yield return row;
        }
    }

    /// <summary>
    /// Subscribes to a topic whose payloads are of a known type, over a connection that all subscriptions of the client
    /// share, and again when that was lost. Leaving the loop ends the subscription.
    /// </summary>
    /// <typeparam name="T">What is published, as for a result.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="options">How to buffer; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the subscription.</param>
    /// <exception cref="InvalidCastException">A payload is of another type; the message names both.</exception>
    /// <inheritdoc cref="IRayClient.SubscribeAsync" path="/*[self::exception or self::returns]"/>
    public static async IAsyncEnumerable<Update<T>> SubscribeAsync<T>(
        this IRayClient client,
        string topic,
        RaySubscriptionOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        await foreach (var (name, sequence, payload, missed, isRestart)
            in client.SubscribeAsync(topic, options, cancellationToken).ConfigureAwait(false))
        {
            yield return new Update<T>(name, sequence, payload.As<T>(), missed, isRestart);
        }
    }
}
