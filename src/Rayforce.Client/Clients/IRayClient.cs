using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// A long-lived way to Rayforce servers, for any number of callers at once: it connects when it is first needed, and
/// again when the connection is lost. <see cref="RayClient"/> is the one of this library; a test may put something else
/// in its place. <see cref="RayClientExtensions"/> adds queries, results of a known type, and bulk loads, which need no
/// more than this. Disposing it closes it.
/// </summary>
public interface IRayClient : IAsyncDisposable
{
    /// <summary>Raised when the state has changed, one change after another, by no caller's thread.</summary>
    event EventHandler<RayClientState>? StateChanged;

    /// <summary>
    /// Raised for what the server sends unasked over the connections of calls; subscriptions have their own. A handler
    /// must not block.
    /// </summary>
    event EventHandler<RayObject>? Pushed;

    /// <summary>How the client stands with its servers.</summary>
    RayClientState State { get; }

    /// <summary>Completes when a state is reached, at once when it is the present one. It does not connect.</summary>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RayforceClientException">The client is closed, and will not be anything else.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task WaitForStateAsync(RayClientState state, CancellationToken cancellationToken = default);

    /// <summary>Connects, where there is no connection; the first call would do it too.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What has been agreed on with the server.</returns>
    /// <exception cref="RayforceConnectionException">There is no connection.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task<ConnectionTerms> ConnectAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Has an object evaluated: a String (a text becomes one) as Rayfall source, a list as a call, an unquoted symbol
    /// as a name.
    /// </summary>
    /// <param name="request">The object, or a text such as <c>(+ 1 2)</c>.</param>
    /// <param name="options">What this call wants otherwise; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the late reply is dropped.</param>
    /// <returns>The result, as <see cref="IRayConnection.ExecuteAsync"/> gives it.</returns>
    /// <exception cref="RayforceQueryException">The server answered with an error object.</exception>
    /// <exception cref="RayforceConnectionException">
    /// There is no connection, it was lost, or the reply does not come in time. <c>IsTransient</c> says whether trying
    /// again can help, <c>MayHaveRun</c> whether the request may have been evaluated.
    /// </exception>
    /// <exception cref="RayforceFormatException">The reply is a frame, but what is in it is no object.</exception>
    /// <exception cref="ArgumentException">The request does not fit a frame, or is nested more than 512 deep.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    Task<RayObject> ExecuteAsync(
        RayObject request, RayCallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Has an object evaluated, and gets what that printed as well.</summary>
    /// <param name="request">The object, or a text such as <c>(println 1)</c>.</param>
    /// <param name="options">What this call wants otherwise; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the late reply is dropped.</param>
    /// <inheritdoc cref="ExecuteAsync" path="/*[self::exception or self::returns]"/>
    Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, RayCallOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Has an object evaluated without waiting for the result, which nobody gets to see.</summary>
    /// <param name="request">The object, or a text such as <c>(set x 1)</c>.</param>
    /// <param name="cancellationToken">Ends the wait until the request has been sent.</param>
    /// <returns>When the request has been sent.</returns>
    /// <exception cref="RayforceConnectionException">There is no connection, or it was lost.</exception>
    /// <exception cref="ArgumentException">The request does not fit a frame, or is nested more than 512 deep.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the request may have been sent.</exception>
    Task PostAsync(RayObject request, CancellationToken cancellationToken = default);

    /// <summary>Has an object evaluated whose result is a table, and gives the table in batches.</summary>
    /// <param name="request">The object, or a text such as <c>(select {from: trades})</c>.</param>
    /// <param name="batchRows">How many rows a batch has; the last one has the rest.</param>
    /// <param name="options">
    /// What this call wants otherwise; null for nothing. What is safe to repeat is repeated as long as no batch has come.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The batches; one without rows when the table has none, so that its columns are seen.</returns>
    /// <exception cref="RayforceQueryException">The server answered with an error object, or with no table.</exception>
    /// <inheritdoc cref="ExecuteAsync" path="/exception"/>
    IAsyncEnumerable<RayTable> ExecuteBatchesAsync(
        RayObject request,
        int batchRows,
        RayCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes to a topic, over a connection that all subscriptions of the client share, and again when that was lost.
    /// Leaving the loop ends the subscription.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="options">How to buffer; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the subscription.</param>
    /// <returns>What is published from now on; it ends when the client is closed.</returns>
    /// <exception cref="RayforceConnectionException">There is no connection, or the server knows no topics.</exception>
    /// <exception cref="RayforceQueryException">The server refuses the subscription.</exception>
    /// <exception cref="RaySubscriptionException">The reader was too slow, and its policy is to fail then.</exception>
    /// <exception cref="OperationCanceledException">The subscription was cancelled.</exception>
    IAsyncEnumerable<Update<RayObject>> SubscribeAsync(
        string topic, RaySubscriptionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks the server for a sign of life, over a connection of its own: it does not wait behind the client's calls.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RayforceConnectionException">There is no connection, or no answer in time.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task PingAsync(CancellationToken cancellationToken = default);

    /// <summary>Closes the client. Calls that still wait fail. Closing twice is closing once.</summary>
    /// <param name="cancellationToken">Ends the wait; the client closes all the same.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task CloseAsync(CancellationToken cancellationToken = default);
}
