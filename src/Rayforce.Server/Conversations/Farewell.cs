using Rayforce.Client;

namespace Rayforce.Server;

/// <summary>
/// The end of a connection on which this side has had the last word. One that is closed while something of the client's
/// is unread is reset, and the reset may overtake that word.
/// </summary>
internal static class Farewell
{
    private const int BufferSize = 4096;

    /// <summary>After how much silence a client has said what it had to say.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    /// <summary>Drops what the client still sends, until it closes or is silent.</summary>
    /// <param name="rest">What it sends.</param>
    /// <param name="timeout">How long it may go on.</param>
    public static async Task DropRestAsync(Stream rest, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        var buffer = new byte[BufferSize];
        while (await ReadAsync(rest, buffer, limit.Token).ConfigureAwait(false))
        {
        }
    }

    /// <returns>Whether there may be more.</returns>
    private static async Task<bool> ReadAsync(Stream rest, byte[] buffer, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(Silence);
        try
        {
            return await rest.ReadAsync(buffer, silence.Token).ConfigureAwait(false) > 0;
        }
        catch (OperationCanceledException)
        {
            // The conversation's own last read may have been cancelled before there was one.
            return !silence.IsCancellationRequested;
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            return false;
        }
    }
}
