using System.Threading.Channels;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests.Support;

/// <summary>A client whose handler does what the steps of a conversation say.</summary>
internal sealed class AskedClient : IAsyncDisposable
{
    private readonly Channel<RayObject> _questions = Channel.CreateUnbounded<RayObject>();
    private readonly Channel<RayObject> _pushes = Channel.CreateUnbounded<RayObject>();

    /// <summary>What the client says while the server waits.</summary>
    private readonly Channel<AskedStep> _said = Channel.CreateUnbounded<AskedStep>();

    private readonly bool _numbersOtherwise;
    private RayTcpConnection _connection = null!;
    private Task<RayObject>? _call;
    private bool _asksForItsNumber;
    private bool _isAsked;

    private AskedClient(bool numbersOtherwise) => _numbersOtherwise = numbersOtherwise;

    /// <param name="connect">Connects.</param>
    /// <param name="numbersOtherwise">
    /// Whether the server may number its connections otherwise than the recorded one, as each process does.
    /// </param>
    public static async Task<AskedClient> ConnectAsync(
        Func<RayTcpClientOptions, Task<RayTcpConnection>> connect, bool numbersOtherwise)
    {
        var client = new AskedClient(numbersOtherwise);
        client._connection = await connect(new RayTcpClientOptions { RequestHandler = client.HandleAsync });
        client._connection.Pushed += (_, pushed) => client._pushes.Writer.TryWrite(pushed);
        return client;
    }

    public async Task FollowAsync(AskedStep step)
    {
        if (step.SentType is { } type)
            await SayAsync(step, type);
        else if (step.ServerCloses)
            await AssertClosedAsync();
        else if (step is { IsRefused: false, Received: { } received, ReceivedType: not null })
            await HearAsync(AskedStep.Decode(received)!, step.ReceivedType.Value);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task SayAsync(AskedStep step, MessageType type)
    {
        if (_isAsked)
        {
            await _said.Writer.WriteAsync(step);
            _isAsked = type != MessageType.Response;
        }
        else if (type == MessageType.Sync)
        {
            var request = AskedStep.Decode(step.Sent!)!;
            _asksForItsNumber = request is RayString { Value: "(.ipc.handle)" }
                || request is RayString text && text.Value.EndsWith(" (.ipc.handle))", StringComparison.Ordinal);
            _call = _connection.ExecuteAsync(request);
        }
        else if (type == MessageType.Async)
            await _connection.PostAsync(AskedStep.Decode(step.Sent!)!);
    }

    private async Task HearAsync(RayObject heard, MessageType type)
    {
        switch (type)
        {
            case MessageType.Sync:
                Assert.Equal(heard, await _questions.Reader.ReadAsync());
                _isAsked = true;
                break;
            case MessageType.Async:
                Assert.Equal(heard, await _pushes.Reader.ReadAsync());
                break;
            default:
                await AssertReplyAsync(heard);
                break;
        }
    }

    private async Task AssertReplyAsync(RayObject recorded)
    {
        if (_numbersOtherwise && _asksForItsNumber)
            Assert.IsType<RayAtom<long>>(await _call!);
        else if (recorded is RayError error)
            Assert.Equal(error, (await Assert.ThrowsAsync<RayforceQueryException>(() => _call!)).Error);
        else
            Assert.Equal(recorded, await _call!);
    }

    /// <summary>The call that waits, or the next one, fails.</summary>
    private async Task AssertClosedAsync()
    {
        await Eventually.HoldsAsync(() => !_connection.IsOpen);
        var call = _call is { IsCompletedSuccessfully: false } ? _call : _connection.ExecuteAsync("1");
        Assert.Equal(
            ConnectionErrorReason.Closed, (await Assert.ThrowsAsync<RayforceTcpException>(() => call)).Reason);
    }

    private async ValueTask<RayObject> HandleAsync(RayObject question, CancellationToken cancellationToken)
    {
        _questions.Writer.TryWrite(question);
        while (true)
        {
            var step = await _said.Reader.ReadAsync(cancellationToken);
            var said = AskedStep.Decode(step.Sent!) ?? new RayString("readable");
            switch (step.SentType)
            {
                case MessageType.Sync:
                    await Assert.ThrowsAsync<InvalidOperationException>(() => _connection.ExecuteAsync(said));
                    break;
                case MessageType.Async:
                    await _connection.PostAsync(said, cancellationToken);
                    break;
                default:
                    return said;
            }
        }
    }
}
