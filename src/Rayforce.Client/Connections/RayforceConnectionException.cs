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
    }

    /// <summary>What kind of trouble.</summary>
    public ConnectionErrorReason Reason { get; }

    /// <summary>Where to or where at.</summary>
    public Uri Endpoint { get; }
}
