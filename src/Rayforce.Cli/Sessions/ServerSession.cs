using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Cli.Sessions;

/// <summary>A server, over a connection that is made anew when it was lost.</summary>
internal sealed class ServerSession : ISession
{
    private readonly Uri _address;
    private readonly RayClientOptions _options;
    private RayConnection _connection;
    private bool _shows = true;

    private ServerSession(Uri address, RayClientOptions options, RayConnection connection)
    {
        _address = address;
        _options = options;
        _connection = connection;
    }

    /// <inheritdoc/>
    public string Name => ServerAddress.Show(_address);

    /// <summary>The connection as it is now.</summary>
    public RayConnection Connection => _connection;

    /// <summary>The wire version that is spoken.</summary>
    public WireVersion WireVersion => _connection.WireVersion;

    /// <summary>The message type of the server's replies.</summary>
    public MessageType ReplyType =>
        _connection is WSClientConnection { HasSubprotocol: false } ? MessageType.Async : MessageType.Response;

    /// <summary>Connects.</summary>
    /// <exception cref="RayforceConnectionException">There is no connection.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ServerSession> ConnectAsync(
        Uri address, RayClientOptions options, CancellationToken cancellationToken)
    {
        // Whoever leaves does not wait for a server that is silent.
        options = options with { CloseTimeout = TimeSpan.FromSeconds(1) };
        return new ServerSession(
            address,
            options,
            await RayforceClient.ConnectAsync(address.AbsoluteUri, options, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<SessionReply> EvaluateAsync(string source, CancellationToken cancellationToken)
    {
        await ReconnectAsync(cancellationToken);
        try
        {
            return await AskAsync(new RayString(source), cancellationToken);
        }
        catch (RayforceQueryException exception)
        {
            return new SessionReply(exception.Error, exception.Error.Output ?? "");
        }
        catch (OperationCanceledException)
        {
            // A server that evaluates for nobody stops, too; and over a connection of its own the next request need not
            // wait for what this one would still have given.
            if (_connection is not WSClientConnection { NumbersRequests: true })
                await _connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> ExplainAsync(string source, CancellationToken cancellationToken)
    {
        try
        {
            await ReconnectAsync(cancellationToken);
            return await _connection.ExplainAsync(new RayString(source), cancellationToken);
        }
        catch (RayforceConnectionException exception) when (exception.Reason == ConnectionErrorReason.NotSupported)
        {
            return null;
        }
        catch (RayforceQueryException exception) when (exception.Code == RayErrorCode.NotImplemented)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ReconnectAsync(CancellationToken cancellationToken)
    {
        if (_connection.IsOpen)
            return;
        await _connection.DisposeAsync();
        _connection = await RayforceClient.ConnectAsync(_address.AbsoluteUri, _options, cancellationToken);
    }

    private async Task<SessionReply> AskAsync(RayString source, CancellationToken cancellationToken)
    {
        if (_shows)
        {
            try
            {
                var reply = await _connection.ExecuteVerboseAsync(source, cancellationToken);
                return new SessionReply(reply.Result, reply.Output);
            }
            catch (RayforceConnectionException exception) when (exception.Reason == ConnectionErrorReason.NotSupported)
            {
                // What a server of the other wire version prints stays there.
                _shows = false;
            }
        }

        return new SessionReply(await _connection.ExecuteAsync(source, cancellationToken), "");
    }
}
