namespace Rayforce.Client;

/// <summary>
/// Trouble that is not of one connection: none of the servers is there, none in time, or the client is closed. The inner
/// exception is the last that a connection had.
/// </summary>
public sealed class RayforceClientException : RayforceConnectionException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="reason">What kind of trouble.</param>
    /// <param name="endpoint">Where to; the first of several servers.</param>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public RayforceClientException(
        ConnectionErrorReason reason, Uri endpoint, string message, Exception? innerException = null)
        : base(reason, endpoint, message, innerException)
    {
    }
}
