using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// An open connection to a Rayforce server, over TCP or a WebSocket. Many calls may be in flight on it, from many
/// threads; their replies come in the order in which they were sent. (One with a
/// <see cref="RayClientOptions.RequestHandler"/> sends one at a time, and the others wait.) Disposing it closes it.
/// Those of this library are <see cref="RayConnection"/>s; a test may put something else in their place. <see cref="RayConnectionExtensions"/>
/// adds the shapes of a call that need no more than this.
/// </summary>
public interface IRayConnection : IAsyncDisposable
{
    /// <summary>
    /// Raised for what the server sends unasked, in the order in which it comes. Without a handler it is dropped. It is
    /// raised by the loop that reads replies, so a handler must not block; an exception in it ends the connection.
    /// </summary>
    event EventHandler<RayObject>? Pushed;

    /// <summary>
    /// Whether calls are taken. A connection that the network has lost stays open until that is noticed.
    /// </summary>
    bool IsOpen { get; }

    /// <summary>The wire version of the requests; the server answers in the same one.</summary>
    WireVersion WireVersion { get; }

    /// <summary>
    /// Has an object evaluated: a String (a text becomes one) as Rayfall source, a list as a call, an unquoted symbol
    /// as a name.
    /// </summary>
    /// <param name="request">The object, or a text such as <c>(+ 1 2)</c>.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <returns>
    /// The result. From a WebSocket server without the subprotocol, rayforce-py's for example, an evaluation error is a
    /// result too: the String <c>code: message</c>.
    /// </returns>
    /// <exception cref="RayforceQueryException">The server answered with an error object.</exception>
    /// <exception cref="RayforceConnectionException">
    /// The connection is closed or fails, or the reply does not come in time.
    /// </exception>
    /// <exception cref="RayforceFormatException">The reply is a frame, but what is in it is no object.</exception>
    /// <exception cref="ArgumentException">
    /// The request takes more than the 1,000,000,000 bytes of a frame, or is nested more than 512 deep.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The caller is this connection's <see cref="RayClientOptions.RequestHandler"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    Task<RayObject> ExecuteAsync(RayObject request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has an object evaluated, and gets what that printed as well. Needs TCP in wire version 3, or the subprotocol
    /// <c>rayforce.ipc</c> on a WebSocket.
    /// </summary>
    /// <param name="request">The object, or a text such as <c>(println 1)</c>.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the connection stays usable, and the late reply is dropped.
    /// </param>
    /// <inheritdoc cref="ExecuteAsync(RayObject, CancellationToken)" path="/*[self::exception or self::returns]"/>
    Task<RayVerboseReply> ExecuteVerboseAsync(RayObject request, CancellationToken cancellationToken = default);

    /// <summary>Has an object evaluated without waiting for the result, which nobody gets to see.</summary>
    /// <param name="request">The object, or a text such as <c>(set x 1)</c>.</param>
    /// <param name="cancellationToken">Ends the wait until the request has been sent.</param>
    /// <returns>When the request has been sent.</returns>
    /// <exception cref="RayforceConnectionException">The connection is closed or fails.</exception>
    /// <exception cref="ArgumentException">
    /// The request takes more than the 1,000,000,000 bytes of a frame, or is nested more than 512 deep.
    /// </exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the request may have been sent.</exception>
    Task PostAsync(RayObject request, CancellationToken cancellationToken = default);

    /// <summary>Closes the connection. Calls that still wait for a reply fail. Closing twice is closing once.</summary>
    /// <param name="cancellationToken">Ends the wait; the connection closes all the same.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task CloseAsync(CancellationToken cancellationToken = default);
}
