using Rayforce.Queries;

namespace Rayforce.Client;

/// <summary>The shapes of a call that every connection takes: queries, and results of a known type.</summary>
public static class RayConnectionExtensions
{
    /// <summary>Has a query evaluated, in the form of the connection's wire version.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>The result: a table of a select or join, the table's name of a change in wire version 3.</returns>
    /// <exception cref="NotSupportedException">The wire version has no form for a part of the query.</exception>
    /// <inheritdoc cref="IRayConnection.ExecuteAsync(RayObject, CancellationToken)" path="/exception"/>
    public static Task<RayObject> ExecuteAsync(
        this IRayConnection connection, RayQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(query);
        return connection.ExecuteAsync(query.ToRayObject(connection.WireVersion), cancellationToken);
    }

    /// <summary>Has a query evaluated whose result is of a known type.</summary>
    /// <typeparam name="T">
    /// <see cref="RayTable"/> or another type of Rayforce, the .NET type of an atom, or an array, see
    /// <see cref="RayObject.As{T}"/>.
    /// </typeparam>
    /// <param name="connection">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidCastException">The result is of another type; the message names both.</exception>
    /// <exception cref="InvalidOperationException">The result is a null and the type has none.</exception>
    /// <exception cref="OverflowException">The result does not fit the type.</exception>
    /// <inheritdoc cref="ExecuteAsync(IRayConnection, RayQuery, CancellationToken)" path="/exception"/>
    public static async Task<T> ExecuteAsync<T>(
        this IRayConnection connection, RayQuery query, CancellationToken cancellationToken = default) =>
        (await connection.ExecuteAsync(query, cancellationToken).ConfigureAwait(false)).As<T>();

    /// <summary>Has an object evaluated, a text as source, whose result is of a known type.</summary>
    /// <typeparam name="T">As for a query.</typeparam>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The object, or a text such as <c>(+ 1 2)</c>.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidCastException">The result is of another type; the message names both.</exception>
    /// <exception cref="InvalidOperationException">The result is a null and the type has none.</exception>
    /// <exception cref="OverflowException">The result does not fit the type.</exception>
    /// <inheritdoc cref="IRayConnection.ExecuteAsync(RayObject, CancellationToken)" path="/exception"/>
    public static async Task<T> ExecuteAsync<T>(
        this IRayConnection connection, RayObject request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return (await connection.ExecuteAsync(request, cancellationToken).ConfigureAwait(false)).As<T>();
    }
}
