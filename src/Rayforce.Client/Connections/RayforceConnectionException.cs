namespace Rayforce.Client;

/// <summary>
/// Trouble with a connection, whatever carries it: connecting, shaking hands, a closed connection, a time-out.
/// </summary>
public abstract class RayforceConnectionException : RayforceException
{
    private protected RayforceConnectionException(
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
