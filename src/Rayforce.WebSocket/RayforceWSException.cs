using Rayforce.Client;

namespace Rayforce.WebSocket;

/// <summary>Trouble with a WebSocket connection: connecting, shaking hands, a closed connection, a time-out.</summary>
public sealed class RayforceWSException : RayforceConnectionException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="reason">What kind of trouble.</param>
    /// <param name="endpoint">Where to or where at.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause; a <see cref="TimeoutException"/> when something took too long.</param>
    public RayforceWSException(
        ConnectionErrorReason reason, Uri endpoint, string message, Exception? innerException = null)
        : base(reason, endpoint, message, innerException)
    {
    }
}
