using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Samples.Tests.Support;

/// <summary>A client that asks and asks on one connection, until it is told to stop or fails.</summary>
internal sealed class SteadyClient
{
    private readonly WSClientConnection _connection;
    private readonly RayObject _expected;
    private volatile bool _isStopped;
    private volatile int _answers;

    private SteadyClient(WSClientConnection connection, RayObject expected)
    {
        _connection = connection;
        _expected = expected;
        Asking = AskAsync();
    }

    /// <summary>Ends when the client is told to stop; fails when an answer is wrong or missing.</summary>
    public Task Asking { get; }

    /// <param name="connection">What it asks on.</param>
    /// <param name="expected">The server that has to answer.</param>
    public static SteadyClient Start(WSClientConnection connection, RayObject expected) => new(connection, expected);

    /// <summary>Waits for answers to some more requests.</summary>
    public Task IsAnsweredAsync()
    {
        var enough = _answers + 10;
        return Eventually.HoldsAsync(() => Asking.IsCompleted || _answers >= enough);
    }

    public Task StopAsync()
    {
        _isStopped = true;
        return Asking;
    }

    private async Task AskAsync()
    {
        while (!_isStopped)
        {
            Assert.Equal(_expected, await _connection.ExecuteAsync("server"));
            _answers++;
        }
    }
}
