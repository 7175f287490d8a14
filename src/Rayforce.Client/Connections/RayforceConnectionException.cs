using System.Security.Authentication;

namespace Rayforce.Client;

/// <summary>
/// Trouble with a connection, whatever carries it: connecting, shaking hands, a closed connection, a time-out.
/// </summary>
public abstract class RayforceConnectionException : RayforceException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="reason">What kind of trouble.</param>
    /// <param name="endpoint">Where to or where at.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause; a <see cref="TimeoutException"/> when something took too long.</param>
    protected RayforceConnectionException(
        ConnectionErrorReason reason, Uri endpoint, string message, Exception? innerException)
        : base(message, innerException)
    {
        Reason = reason;
        Endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        IsTransient = reason is ConnectionErrorReason.ConnectFailed or ConnectionErrorReason.Closed
            or ConnectionErrorReason.TimedOut && innerException is not AuthenticationException;
    }

    /// <summary>What kind of trouble.</summary>
    public ConnectionErrorReason Reason { get; }

    /// <summary>Where to or where at.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// Whether trying again can help: the network, a server that is down, full or slow. Wrong credentials, a peer of
    /// another kind or a message that is too big stay as they are.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// Whether the server may have evaluated the request, or may yet: it had been sent, in whole or in part, and its
    /// reply has not come. False for a request that never left, which can be sent again without a second effect.
    /// </summary>
    public bool MayHaveRun { get; internal set; }
}
