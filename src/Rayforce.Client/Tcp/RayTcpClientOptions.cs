namespace Rayforce.Client;

/// <summary>How a client connects and talks over TCP. Immutable: made with an initializer, or <c>with</c>.</summary>
public sealed record RayTcpClientOptions : RayClientOptions
{
    /// <summary>The defaults.</summary>
    public RayTcpClientOptions()
    {
    }

    /// <summary>Takes over what is the same for every transport.</summary>
    /// <param name="shared">The options to begin with.</param>
    public RayTcpClientOptions(RayClientOptions shared)
        : base(shared)
    {
    }

    /// <summary>
    /// What a server gets that wants credentials: <c>user:password</c>, or the password alone. At most 254 bytes of
    /// UTF-8 without a NUL. Default null: none; those in a URL come first. It travels as plain text: use
    /// <c>rayforces://</c>, or a network where nobody listens in.
    /// </summary>
    public string? Credentials { get; init => field = TcpHandshake.CheckCredentials(value, nameof(Credentials)); }

    /// <summary>
    /// Whether the server is asked to stop evaluating a call that was cancelled or has timed out: by a byte of TCP
    /// urgent data, in wire version 3 and without TLS. Default false: the call is over at once all the same, and the
    /// server evaluates it to its end. No published native server bears the byte without risk: it may die of it, or go
    /// on with memory that nothing was written to, and keep that under a global name. The byte is only sent when it
    /// cannot hit another request. Some firewalls move urgent bytes into the stream and so destroy it.
    /// </summary>
    public bool CancelOnServer { get; init; }
}
