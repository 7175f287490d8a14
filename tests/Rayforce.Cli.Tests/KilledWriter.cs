using Rayforce.Client;
using Rayforce.WebSocket;

namespace Rayforce.Cli.Tests;

/// <summary>
/// Counts on in globals of its own, in several at once, and looks whether they agree. What it writes follows from its
/// requests alone in some, and in others not.
/// </summary>
internal sealed class KilledWriter(int number)
{
    private long _sent;
    private long _answered;

    /// <summary>How many changes were answered, over all lives of the server.</summary>
    public long Answered { get; private set; }

    /// <summary>How many changes survived without an answer.</summary>
    public long Survivors { get; private set; }

    /// <summary>Begins to count anew.</summary>
    public async Task BeginAsync(RayConnection connection)
    {
        await connection.ExecuteAsync(
            $"(do (set w{number} 0) (set x{number} 0) (set t{number} (table ['n] (list (take [0] 0)))))");
        (_sent, _answered) = (0, 0);
    }

    /// <summary>Writes until the server is gone.</summary>
    public async Task RunAsync(string url)
    {
        try
        {
            await using var connection = await RayforceClient.ConnectAsync(url);
            while (true)
            {
                _sent++;
                var reply = await connection.ExecuteAsync(
                    $"(do (set w{number} {_sent}) (insert 't{number} (list {_sent})) " +
                    (_sent % 3 == 0 ? $"(set r{number} (rand 3 9)) " : "") +
                    $"(set x{number} {_sent}))");
                Assert.Equal(_sent, reply);
                _answered = _sent;
                Answered++;
                // What is seen by others is there as a whole, too.
                await CheckAsync(connection, _sent);
            }
        }
        catch (RayforceConnectionException)
        {
            // The server has been killed.
        }
    }

    /// <summary>Looks whether everything that was answered is there.</summary>
    public async Task CheckAsync(RayConnection connection) =>
        Survivors += await CheckAsync(connection, _answered) - _answered;

    private async Task<long> CheckAsync(RayConnection connection, long least)
    {
        var state = await connection.ExecuteAsync<RayVector<long>>(
            $"(concat w{number} (concat x{number} (concat (count t{number}) (sum (at t{number} 'n)))))");
        var there = state.Span[0];
        Assert.InRange(there, least, _sent);
        Assert.Equal([there, there, there, there * (there + 1) / 2], state.ToArray());
        return there;
    }
}
