namespace Rayforce.Client;

/// <summary>Trouble with a TCP connection: connecting, shaking hands, a closed connection, a time-out.</summary>
public sealed class RayforceTcpException : RayforceConnectionException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="reason">What kind of trouble.</param>
    /// <param name="endpoint">Where to or where at.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause; a <see cref="TimeoutException"/> when something took too long.</param>
    public RayforceTcpException(
        ConnectionErrorReason reason, Uri endpoint, string message, Exception? innerException = null)
        : base(reason, endpoint, message, innerException)
    {
    }
}
